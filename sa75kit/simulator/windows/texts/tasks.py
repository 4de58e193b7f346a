"""Words of tasklist.exe and taskkill.exe.

Best knowledge rather than a capture: the columns of /v in es and zh, fr and es texts of taskkill's
rarer errors.
"""

from __future__ import annotations

# name of column: image, pid, session name, session number, memory, status, user, cpu time, title
COLUMNS = {
    "en": ("Image Name", "PID", "Session Name", "Session#", "Mem Usage", "Status", "User Name",
           "CPU Time", "Window Title"),
    "de": ("Abbildname", "PID", "Sitzungsname", "Sitz.-Nr.", "Speichernutzung", "Status",
           "Benutzername", "CPU-Zeit", "Fenstertitel"),
    "ja": ("イメージ名", "PID", "セッション名", "セッション#", "メモリ使用量", "状態",
           "ユーザー名", "CPU 時間", "ウィンドウ タイトル"),
    "fr": ("Nom de l’image", "PID", "Nom de la session", "Numéro de session",
           "Utilisation mémoire", "Statut", "Nom d’utilisateur", "Temps processeur",
           "Titre de la fenêtre"),
    "es": ("Nombre de imagen", "PID", "Nombre de sesión", "Núm. de ses", "Uso de memor", "Estado",
           "Nombre de usuario", "Tiempo de CPU", "Título de ventana"),
    "zh": ("映像名称", "PID", "会话名", "会话#", "内存使用 ", "状态", "用户名", "CPU 时间",
           "窗口标题"),
}  # fmt: skip
SERVICES = {"en": "Services", "de": "Dienste", "ja": "サービス", "fr": "Services",
            "es": "Servicios", "zh": "服务"}  # fmt: skip
MODULES = {"en": "Modules", "de": "Module", "ja": "モジュール", "fr": "Modules",
           "es": "Módulos", "zh": "模块"}  # fmt: skip
MEMORY_WIDTH = {"de": 15}
KILOBYTE = {"fr": "Ko", "es": "KB"}
NOT_AVAILABLE = {"en": "N/A", "de": "Nicht zutreffend", "ja": "N/A", "fr": "N/A", "es": "N/D",
                 "zh": "暂缺"}  # fmt: skip
UNKNOWN = {"en": "Unknown", "de": "Unbekannt", "ja": "Unknown", "fr": "Unknown",
           "es": "Desconocido", "zh": "Unknown"}  # fmt: skip
NONE_MATCH = {
    "en": "INFO: No tasks are running which match the specified criteria.",
    "de": "INFORMATION: Es werden keine Aufgaben mit den angegebenen Kriterien ausgeführt.",
    "ja": "情報: 指定された条件に一致するタスクは実行されていません。",
    "fr": "Information : aucune tâche en service ne correspond aux critères spécifiés.",
    "es": "INFORMACIÓN: no hay tareas ejecutándose que coincidan con los criterios especificados.",
    "zh": "信息: 没有运行的任务匹配指定标准。",
}
INVALID = {
    "en": "ERROR: Invalid argument/option - '{}'.\r\nType \"{} /?\" for usage.",
    "de": "FEHLER: Ungültiges Argument bzw. ungültige Option - '{}'.\r\n"
    'Geben Sie "{} /?" ein, um die Syntax anzuzeigen.',
    "ja": "エラー: 無効な引数またはオプションです - '{}'。\r\n"
    '"{} /?" と入力すると使用法が表示されます。',
    "fr": "Erreur : argument/option non valide - '{}'.\r\n"
    'Entrez "{} /?" pour afficher la syntaxe.',
    "es": "ERROR: argumento u opción no válido - '{}'.\r\nEscriba \"{} /?\" para ver el uso.",
    "zh": "错误: 无效参数/选项 - '{}'。\r\n键入 \"{} /?\" 以显示用法。",
}
BAD_FILTER = {
    "en": "ERROR: The search filter cannot be recognized.",
    "de": "FEHLER: Der Suchfilter wurde nicht erkannt.",
    "ja": "エラー: 検索フィルターを認識できません。",
    "fr": "Erreur : le filtre de recherche n’est pas reconnu.",
    "es": "ERROR: no se reconoce el filtro de búsqueda.",
    "zh": "错误: 无法识别搜索筛选器。",
}
KILLED = {
    "en": "SUCCESS: The process with PID {} has been terminated.",
    "de": "ERFOLGREICH: Der Prozess mit PID {} wurde beendet.",
    "ja": "成功: PID {} のプロセスは強制終了されました。",
    "fr": "Opération réussie : le processus avec PID {} a été terminé.",
    "es": "CORRECTO: se terminó el proceso con PID {}.",
    "zh": "成功: 已终止 PID 为 {} 的进程。",
}
KILLED_IMAGE = {
    "en": 'SUCCESS: The process "{}" with PID {} has been terminated.',
    "de": 'ERFOLGREICH: Der Prozess "{}" mit PID {} wurde beendet.',
    "ja": '成功: プロセス "{}" (PID {}) は強制終了されました。',
    "fr": "Opération réussie : le processus « {} » de PID {} a été arrêté.",
    "es": 'CORRECTO: el proceso "{}" con PID {} ha terminado.',
    "zh": '成功: 已终止进程 "{}"，其 PID 为 {}。',
}
KILLED_CHILD = {
    "en": "SUCCESS: The process with PID {} (child process of PID {}) has been terminated.",
    "de": "ERFOLGREICH: Der Prozess mit PID {} (untergeordneter Prozess von PID {}) wurde beendet.",
    "ja": "成功: PID {} (PID {} の子プロセス) のプロセスは強制終了されました。",
    "fr": "Opération réussie : le processus avec PID {} (processus enfant de PID {}) a été "
    "terminé.",
    "es": "CORRECTO: se terminó el proceso con PID {} (proceso secundario de PID {}).",
    "zh": "成功: 已终止 PID {} (属于 PID {} 子进程)的进程。",
}
NOT_FOUND = {
    "en": 'ERROR: The process "{}" not found.',
    "de": 'FEHLER: Der Prozess "{}" wurde nicht gefunden.',
    "ja": 'エラー: プロセス "{}" が見つかりませんでした。',
    "fr": "Erreur : le processus « {} » est introuvable.",
    "es": 'ERROR: no se encontró el proceso "{}".',
    "zh": '错误: 没有找到进程 "{}"。',
}
NOT_KILLED = {
    "en": "ERROR: The process with PID {} could not be terminated.\r\nReason: {}",
    "de": "FEHLER: Der Prozess mit PID {} konnte nicht beendet werden.\r\nUrsache: {}",
    "ja": "エラー: PID {} のプロセスを強制終了できませんでした。\r\n理由: {}",
    "fr": "Erreur : le processus avec PID {} n’a pas pu être arrêté.\r\nRaison : {}",
    "es": "ERROR: no se pudo terminar el proceso con PID {}.\r\nMotivo: {}",
    "zh": "错误: 无法终止 PID 为 {} 的进程。\r\n原因: {}",
}
ONLY_FORCED = {
    "en": "This process can only be terminated forcefully (with /F option).",
    "de": 'Das Beenden dieses Prozesses kann nur durch Erzwingen erfolgen (mit Option "/F").',
    "ja": "このプロセスは強制終了のみ可能です (/F オプションを使用してください)。",
    "fr": "Ce processus ne peut être arrêté que de force (avec l’option /F).",
    "es": "Este proceso solo se puede terminar de forma forzada (con la opción /F).",
    "zh": "只能强行终止这个进程(带 /F 选项)。",
}
CRITICAL = {
    "en": "This is critical system process. Taskkill cannot end this process.",
    "de": "Dies ist ein kritischer Systemprozess. Der Prozess kann nicht beendet werden.",
    "ja": "重要なシステム プロセスです。このプロセスは終了できません。",
    "fr": "Processus système critique. Taskkill ne peut pas arrêter ce processus.",
    "es": "Es un proceso crítico del sistema. Taskkill no puede terminar este proceso.",
    "zh": "这是关键系统进程。Taskkill 无法终止这个进程。",
}
