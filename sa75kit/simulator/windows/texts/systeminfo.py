"""Labels of systeminfo.exe.

Best knowledge rather than a capture: most of es and zh.
"""

from __future__ import annotations

KEYS = ("host", "name", "version", "maker", "configuration", "build_type", "owner", "product",
        "installed", "boot", "system_maker", "model", "type", "bios", "windows", "system",
        "locale", "zone", "memory", "domain", "hotfixes")  # fmt: skip
LABELS = {
    "en": ("Host Name", "OS Name", "OS Version", "OS Manufacturer", "OS Configuration",
           "OS Build Type", "Registered Owner", "Product ID", "Original Install Date",
           "System Boot Time", "System Manufacturer", "System Model", "System Type",
           "BIOS Version", "Windows Directory", "System Directory", "System Locale", "Time Zone",
           "Total Physical Memory", "Domain", "Hotfix(s)"),
    "de": ("Hostname", "Betriebssystemname", "Betriebssystemversion",
           "Betriebssystemhersteller", "Betriebssystemkonfiguration",
           "Betriebssystem-Buildtyp", "Registrierter Benutzer", "Produkt-ID",
           "Ursprüngliches Installationsdatum", "Systemstartzeit", "Systemhersteller",
           "Systemmodell", "Systemtyp", "BIOS-Version", "Windows-Verzeichnis",
           "System-Verzeichnis", "Systemgebietsschema", "Zeitzone",
           "Gesamter physischer Speicher", "Domäne", "Hotfix(es)"),
    "ja": ("ホスト名", "OS 名", "OS バージョン", "OS 製造元", "OS 構成", "OS ビルドの種類",
           "登録されている所有者", "プロダクト ID", "最初のインストール日付", "システム起動時間",
           "システム製造元", "システム モデル", "システムの種類", "BIOS バージョン",
           "Windows ディレクトリ", "システム ディレクトリ", "システム ロケール",
           "タイム ゾーン", "物理メモリの合計", "ドメイン", "ホットフィックス"),
    "fr": ("Nom de l’hôte", "Nom du système d’exploitation",
           "Version du système", "Fabricant du système d’exploitation",
           "Configuration du système d’exploitation", "Type de version du système d’exploitation",
           "Propriétaire enregistré", "Identificateur de produit", "Date d’installation originale",
           "Heure de démarrage du système", "Fabricant du système", "Modèle du système",
           "Type du système", "Version du BIOS", "Répertoire Windows", "Répertoire système",
           "Option régionale du système", "Fuseau horaire", "Mémoire physique totale", "Domaine",
           "Correctif(s)"),
    "es": ("Nombre de host", "Nombre del sistema operativo", "Versión del sistema operativo",
           "Fabricante del sistema operativo", "Configuración del sistema operativo",
           "Tipo de compilación del sistema operativo", "Propiedad de", "Id. del producto",
           "Fecha de instalación original", "Tiempo de arranque del sistema",
           "Fabricante del sistema", "Modelo el sistema", "Tipo de sistema", "Versión del BIOS",
           "Directorio de Windows", "Directorio de sistema",
           "Configuración regional del sistema", "Zona horaria",
           "Cantidad total de memoria física", "Dominio", "Revisión(es)"),
    "zh": ("主机名", "OS 名称", "OS 版本", "OS 制造商", "OS 配置", "OS 构建类型", "注册的所有人",
           "产品 ID", "初始安装日期", "系统启动时间", "系统制造商", "系统型号", "系统类型",
           "BIOS 版本", "Windows 目录", "系统目录", "系统区域设置", "时区", "物理内存总量", "域",
           "修补程序"),
}  # fmt: skip
STANDALONE = {
    "en": "Standalone Workstation", "de": "Eigenständige Arbeitsstation",
    "ja": "スタンドアロン ワークステーション", "fr": "Station de travail autonome",
    "es": "Estación de trabajo independiente", "zh": "独立工作站",
}  # fmt: skip
MEMBER = {
    "en": "Member Workstation", "de": "Mitgliedsarbeitsstation",
    "ja": "メンバー ワークステーション", "fr": "Station de travail membre",
    "es": "Estación de trabajo miembro", "zh": "成员工作站",
}  # fmt: skip
NOT_AVAILABLE = {"en": "N/A", "de": "Nicht zutreffend", "ja": "N/A", "fr": "N/A",
                 "es": "N/D", "zh": "暂缺"}  # fmt: skip
