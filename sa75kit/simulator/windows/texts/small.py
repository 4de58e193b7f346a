"""Words of where, getmac, ipconfig and auditpol.

Best knowledge rather than a capture: everything of auditpol outside English.
"""

from __future__ import annotations

WHERE_NONE = {
    "en": "INFO: Could not find files for the given pattern(s).",
    "de": "INFORMATION: Es konnten keine Dateien mit dem angegebenen\r\nMuster gefunden werden.",
    "ja": "情報: 与えられたパターンのファイルが見つかりませんでした。",
    "fr": "Information : impossible de trouver des fichiers pour le(s) modèle(s) spécifié(s).",
    "es": "INFORMACIÓN: no se pudo encontrar ningún archivo para los patrones dados.",
    "zh": "信息: 用提供的模式无法找到文件。",
}
GETMAC = {
    "en": ("Physical Address", "Transport Name"),
    "de": ("Physische Adresse", "Transportname"),
    "ja": ("物理アドレス", "トランスポート名"),
    "fr": ("Adresse physique", "Nom du transport"),
    "es": ("Dirección física", "Nombre de transporte"),
    "zh": ("物理地址", "传输名称"),
}
_KEYS = ("title", "adapter", "host", "suffix", "connection", "description", "physical", "ipv4",
         "mask", "gateway", "preferred")  # fmt: skip
_IPCONFIG = {
    "en": ("Windows IP Configuration", "Ethernet adapter Ethernet", "Host Name",
           "Primary Dns Suffix", "Connection-specific DNS Suffix", "Description",
           "Physical Address", "IPv4 Address", "Subnet Mask", "Default Gateway", "Preferred"),
    "de": ("Windows-IP-Konfiguration", "Ethernet-Adapter Ethernet", "Hostname",
           "Primäres DNS-Suffix", "Verbindungsspezifisches DNS-Suffix", "Beschreibung",
           "Physische Adresse", "IPv4-Adresse", "Subnetzmaske", "Standardgateway", "Bevorzugt"),
    "ja": ("Windows IP 構成", "イーサネット アダプター イーサネット", "ホスト名",
           "プライマリ DNS サフィックス", "接続固有の DNS サフィックス", "説明", "物理アドレス",
           "IPv4 アドレス", "サブネット マスク", "デフォルト ゲートウェイ", "優先"),
    "fr": ("Configuration IP de Windows", "Carte Ethernet Ethernet", "Nom de l’hôte",
           "Suffixe DNS principal", "Suffixe DNS propre à la connexion", "Description",
           "Adresse physique", "Adresse IPv4", "Masque de sous-réseau", "Passerelle par défaut",
           "préféré"),
    "es": ("Configuración IP de Windows", "Adaptador de Ethernet Ethernet", "Nombre de host",
           "Sufijo DNS principal", "Sufijo DNS específico para la conexión", "Descripción",
           "Dirección física", "Dirección IPv4", "Máscara de subred",
           "Puerta de enlace predeterminada", "Preferido"),
    "zh": ("Windows IP 配置", "以太网适配器 以太网", "主机名", "主 DNS 后缀",
           "连接特定的 DNS 后缀", "描述", "物理地址", "IPv4 地址", "子网掩码", "默认网关", "首选"),
}  # fmt: skip
IPCONFIG = {code: dict(zip(_KEYS, labels, strict=True)) for code, labels in _IPCONFIG.items()}
AUDITPOL = {
    "en": ("Detailed Tracking", "Process Creation"),
    "de": ("Detaillierte Nachverfolgung", "Prozesserstellung"),
    "ja": ("詳細追跡", "プロセス作成"),
    "fr": ("Suivi détaillé", "Création du processus"),
    "es": ("Seguimiento detallado", "Creación del proceso"),
    "zh": ("详细跟踪", "进程创建"),
}
AUDITED = {
    "en": ("No Auditing", "Success"), "de": ("Keine Überwachung", "Erfolg"),
    "ja": ("監査なし", "成功"), "fr": ("Pas d’audit", "Succès"),
    "es": ("Sin auditoría", "Aciertos"), "zh": ("无审核", "成功"),
}  # fmt: skip
AUDIT_HEAD = "System audit policy\r\nCategory/Subcategory                      Setting\r\n"
