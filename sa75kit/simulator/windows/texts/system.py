"""Windows' own messages for system error codes (FormatMessage), in each language.

Best knowledge rather than a capture: es 1051, 1052, 1068, 1073, 1078; zh 1052, 1059, 1078, 1639;
fr 1077, 1078; ja 1078, 1639.
"""

from __future__ import annotations

MESSAGES: dict[int, dict[str, str]] = {
    0: {
        "en": "The operation completed successfully.",
        "de": "Der Vorgang wurde erfolgreich beendet.",
        "ja": "この操作を正しく終了しました。",
        "fr": "L’opération a réussi.",
        "es": "La operación se completó correctamente.",
        "zh": "操作成功完成。",
    },
    1: {
        "en": "Incorrect function.",
        "de": "Unzulässige Funktion.",
        "ja": "ファンクションが間違っています。",
        "fr": "Fonction incorrecte.",
        "es": "Función incorrecta.",
        "zh": "函数不正确。",
    },
    2: {
        "en": "The system cannot find the file specified.",
        "de": "Das System kann die angegebene Datei nicht finden.",
        "ja": "指定されたファイルが見つかりません。",
        "fr": "Le fichier spécifié est introuvable.",
        "es": "El sistema no puede encontrar el archivo especificado.",
        "zh": "系统找不到指定的文件。",
    },
    3: {
        "en": "The system cannot find the path specified.",
        "de": "Das System kann den angegebenen Pfad nicht finden.",
        "ja": "指定されたパスが見つかりません。",
        "fr": "Le chemin d’accès spécifié est introuvable.",
        "es": "El sistema no puede encontrar la ruta especificada.",
        "zh": "系统找不到指定的路径。",
    },
    5: {
        "en": "Access is denied.",
        "de": "Zugriff verweigert",
        "ja": "アクセスが拒否されました。",
        "fr": "Accès refusé.",
        "es": "Acceso denegado.",
        "zh": "拒绝访问。",
    },
    6: {
        "en": "The handle is invalid.",
        "de": "Das Handle ist ungültig.",
        "ja": "ハンドルが無効です。",
        "fr": "Descripteur non valide",
        "es": "Controlador no válido.",
        "zh": "句柄无效。",
    },
    32: {
        "en": "The process cannot access the file because it is being used by another process.",
        "de": "Der Prozess kann nicht auf die Datei zugreifen, da sie von einem anderen Prozess "
        "verwendet wird.",
        "ja": "プロセスはファイルにアクセスできません。別のプロセスが使用中です。",
        "fr": "Le processus ne peut pas accéder au fichier car ce fichier est utilisé par un autre "
        "processus.",
        "es": "El proceso no tiene acceso al archivo porque está siendo utilizado por otro "
        "proceso.",
        "zh": "另一个程序正在使用此文件，进程无法访问。",
    },
    50: {
        "en": "The request is not supported.",
        "de": "Die Anforderung wird nicht unterstützt.",
        "ja": "この要求はサポートされていません。",
        "fr": "Cette demande n’est pas prise en charge.",
        "es": "No se admite esta solicitud.",
        "zh": "不支持该请求。",
    },
    53: {
        "en": "The network path was not found.",
        "de": "Der Netzwerkpfad wurde nicht gefunden.",
        "ja": "ネットワーク パスが見つかりません。",
        "fr": "Le chemin réseau n’a pas été trouvé.",
        "es": "No se ha encontrado la ruta de acceso de la red.",
        "zh": "找不到网络路径。",
    },
    80: {
        "en": "The file exists.",
        "de": "Die Datei ist vorhanden.",
        "ja": "ファイルが存在します。",
        "fr": "Le fichier existe.",
        "es": "El archivo existe.",
        "zh": "文件存在。",
    },
    87: {
        "en": "The parameter is incorrect.",
        "de": "Falscher Parameter.",
        "ja": "パラメーターが間違っています。",
        "fr": "Paramètre incorrect.",
        "es": "El parámetro no es correcto.",
        "zh": "参数错误。",
    },
    123: {
        "en": "The filename, directory name, or volume label syntax is incorrect.",
        "de": "Die Syntax für den Dateinamen, Verzeichnisnamen oder die Datenträgerbezeichnung ist "
        "falsch.",
        "ja": "ファイル名、ディレクトリ名、またはボリューム ラベルの構文が間違っています。",
        "fr": "La syntaxe du nom de fichier, de répertoire ou de volume est incorrecte.",
        "es": "El nombre de archivo, el nombre de directorio o la sintaxis de la etiqueta del "
        "volumen no son correctos.",
        "zh": "文件名、目录名或卷标语法不正确。",
    },
    145: {
        "en": "The directory is not empty.",
        "de": "Das Verzeichnis ist nicht leer.",
        "ja": "ディレクトリが空ではありません。",
        "fr": "Le répertoire n’est pas vide.",
        "es": "El directorio no está vacío.",
        "zh": "目录不是空的。",
    },
    183: {
        "en": "Cannot create a file when that file already exists.",
        "de": "Eine Datei kann nicht erstellt werden, wenn sie bereits vorhanden ist.",
        "ja": "既に存在するファイルを作成することはできません。",
        "fr": "Impossible de créer un fichier déjà existant.",
        "es": "No se puede crear un archivo que ya existe.",
        "zh": "当文件已存在时，无法创建该文件。",
    },
    193: {
        "en": "%1 is not a valid Win32 application.",
        "de": "%1 ist keine zulässige Win32-Anwendung.",
        "ja": "%1 は有効な Win32 アプリケーションではありません。",
        "fr": "%1 n’est pas une application Win32 valide.",
        "es": "%1 no es una aplicación Win32 válida.",
        "zh": "%1 不是有效的 Win32 应用程序。",
    },
    267: {
        "en": "The directory name is invalid.",
        "de": "Der Verzeichnisname ist ungültig.",
        "ja": "ディレクトリ名が無効です。",
        "fr": "Nom de répertoire non valide.",
        "es": "El nombre del directorio no es válido.",
        "zh": "目录名称无效。",
    },
    740: {
        "en": "The requested operation requires elevation.",
        "de": "Der angeforderte Vorgang erfordert erhöhte Rechte.",
        "ja": "要求された操作には管理者特権が必要です。",
        "fr": "L’opération demandée nécessite une élévation.",
        "es": "La operación solicitada requiere elevación.",
        "zh": "请求的操作需要提升。",
    },
    1051: {
        "en": "A stop control has been sent to a service that other running services are dependent "
        "on.",
        "de": "Ein Steuerelement zum Beenden wurde an einen Dienst gesendet, von dem andere "
        "ausgeführte Dienste abhängig sind.",
        "ja": "停止コントロールが、実行中の他のサービスが依存しているサービスに送信されました。",
        "fr": "Un contrôle d’arrêt a été envoyé à un service dont dépendent d’autres services en "
        "cours d’exécution.",
        "es": "Se envió un control de detención a un servicio del que dependen otros servicios en "
        "ejecución.",
        "zh": "停止控制被发送给其他正在运行的服务所依赖的服务。",
    },
    1052: {
        "en": "The requested control is not valid for this service.",
        "de": "Der angeforderte Steuerbefehl ist für diesen Dienst nicht gültig.",
        "ja": "要求された制御はこのサービスに対して有効ではありません。",
        "fr": "Le contrôle demandé n’est pas valide pour ce service.",
        "es": "El control solicitado no es válido para este servicio.",
        "zh": "请求的控件对此服务无效。",
    },
    1053: {
        "en": "The service did not respond to the start or control request in a timely fashion.",
        "de": "Der Dienst antwortete nicht rechtzeitig auf die Start- oder Steuerungsanforderung.",
        "ja": "そのサービスは指定時間内に開始要求または制御要求に応答しませんでした。",
        "fr": "Le service n’a pas répondu assez vite à la demande de lancement ou de contrôle.",
        "es": "El servicio no respondió a tiempo a la solicitud de inicio o de control.",
        "zh": "服务没有及时响应启动或控制请求。",
    },
    1056: {
        "en": "An instance of the service is already running.",
        "de": "Es wird bereits eine Instanz des Dienstes ausgeführt.",
        "ja": "サービスのインスタンスは既に実行中です。",
        "fr": "Une instance du service s’exécute déjà.",
        "es": "Ya se está ejecutando una instancia de este servicio.",
        "zh": "服务的实例已在运行中。",
    },
    1057: {
        "en": "The account name is invalid or does not exist, or the password is invalid for the "
        "account name specified.",
        "de": "Der angegebene Kontoname ist ungültig oder nicht vorhanden, oder das Kennwort ist "
        "für den angegebenen Kontonamen ungültig.",
        "ja": "アカウント名が無効であるか存在しない、またはパスワードが指定されたアカウント名に"
        "対して無効です。",
        "fr": "Le nom de compte est invalide ou n’existe pas, ou le mot de passe n’est pas valide "
        "pour le nom de compte spécifié.",
        "es": "El nombre de cuenta no es válido o no existe, o la contraseña no es válida para el "
        "nombre de cuenta especificado.",
        "zh": "帐户名无效或不存在，或者密码对于指定的帐户名无效。",
    },
    1058: {
        "en": "The service cannot be started, either because it is disabled or because it has no "
        "enabled devices associated with it.",
        "de": "Der angegebene Dienst kann nicht gestartet werden. Er ist deaktiviert oder nicht "
        "mit aktivierten Geräten verbunden.",
        "ja": "無効であるか、または有効なデバイスが関連付けられていないため、サービスを"
        "開始することができません。",
        "fr": "Le service ne peut pas être démarré parce qu’il est désactivé ou qu’aucun "
        "périphérique activé ne lui est associé.",
        "es": "El servicio no se puede iniciar, ya sea porque está deshabilitado o porque no tiene "
        "ningún dispositivo habilitado asociado a él.",
        "zh": "无法启动服务，原因可能是已被禁用或与其相关联的设备没有启动。",
    },
    1059: {
        "en": "Circular service dependency was specified.",
        "de": "Es wurde eine kreisförmige Dienstabhängigkeit angegeben.",
        "ja": "循環するサービス依存関係が指定されました。",
        "fr": "Une dépendance de service circulaire a été spécifiée.",
        "es": "Se especificó una dependencia de servicio circular.",
        "zh": "指定了循环服务依存。",
    },
    1060: {
        "en": "The specified service does not exist as an installed service.",
        "de": "Der angegebene Dienst ist kein installierter Dienst.",
        "ja": "指定されたサービスはインストールされたサービスとして存在しません。",
        "fr": "Le service spécifié n’existe pas en tant que service installé.",
        "es": "El servicio especificado no existe como servicio instalado.",
        "zh": "指定的服务未安装。",
    },
    1061: {
        "en": "The service cannot accept control messages at this time.",
        "de": "Der Dienst kann derzeit keine Steuermeldungen annehmen.",
        "ja": "サービスは現時点でコントロール メッセージを受け付けることができません。",
        "fr": "Le service ne peut pas accepter de commandes en ce moment.",
        "es": "El servicio no puede aceptar mensajes de control en este momento.",
        "zh": "该服务目前无法接受控制消息。",
    },
    1062: {
        "en": "The service has not been started.",
        "de": "Der Dienst wurde nicht gestartet.",
        "ja": "サービスは開始されていません。",
        "fr": "Le service n’a pas été démarré.",
        "es": "El servicio no se ha iniciado.",
        "zh": "服务尚未启动。",
    },
    1067: {
        "en": "The process terminated unexpectedly.",
        "de": "Der Prozess wurde unerwartet beendet.",
        "ja": "プロセスを途中で強制終了しました。",
        "fr": "Le processus s’est arrêté inopinément.",
        "es": "El proceso ha terminado de forma inesperada.",
        "zh": "进程意外终止。",
    },
    1068: {
        "en": "The dependency service or group failed to start.",
        "de": "Der Abhängigkeitsdienst oder die Abhängigkeitsgruppe konnte nicht gestartet werden.",
        "ja": "依存関係サービスまたはグループを起動できませんでした。",
        "fr": "Le service ou le groupe de dépendance n’a pas pu démarrer.",
        "es": "No se puede iniciar el servicio o grupo de dependencia.",
        "zh": "依赖服务或组无法启动。",
    },
    1072: {
        "en": "The specified service has been marked for deletion.",
        "de": "Der angegebene Dienst wurde zum Löschen markiert.",
        "ja": "指定されたサービスは削除の対象としてマークされています。",
        "fr": "Le service spécifié a été marqué pour suppression.",
        "es": "El servicio especificado se ha marcado para su eliminación.",
        "zh": "指定的服务已标记为删除。",
    },
    1073: {
        "en": "The specified service already exists.",
        "de": "Der angegebene Dienst ist bereits vorhanden.",
        "ja": "指定されたサービスは既に存在します。",
        "fr": "Le service spécifié existe déjà.",
        "es": "El servicio especificado ya existe.",
        "zh": "指定的服务已存在。",
    },
    1077: {
        "en": "No attempts to start the service have been made since the last boot.",
        "de": "Seit dem letzten Systemstart wurde nicht versucht, den Dienst zu starten.",
        "ja": "最後にコンピューターを起動してから、このサービスを開始する試みは行われていません。",
        "fr": "Aucune tentative de démarrage du service n’a été faite depuis le dernier démarrage.",
        "es": "No se ha intentado iniciar el servicio desde el último arranque.",
        "zh": "上次启动之后，仍未尝试引导服务。",
    },
    1078: {
        "en": "The name is already in use as either a service name or a service display name.",
        "de": "Der Name wird bereits als Dienst- oder Dienstanzeigename verwendet.",
        "ja": "名前はサービス名またはサービス表示名として既に使用されています。",
        "fr": "Ce nom est déjà utilisé en tant que nom de service ou nom complet de service.",
        "es": "El nombre ya está en uso como nombre de servicio o como nombre para mostrar.",
        "zh": "名称已用作服务名或服务显示名。",
    },
    1115: {
        "en": "A system shutdown is in progress.",
        "de": "Das System wird gerade heruntergefahren.",
        "ja": "システム シャットダウンを実行中です。",
        "fr": "Un arrêt système est en cours.",
        "es": "Se está cerrando el sistema.",
        "zh": "系统正在关机。",
    },
    1314: {
        "en": "A required privilege is not held by the client.",
        "de": "Dem Client fehlt ein erforderliches Recht.",
        "ja": "クライアントは要求された特権を保有していません。",
        "fr": "Le client ne dispose pas d’un privilège nécessaire.",
        "es": "El cliente no dispone de un privilegio requerido.",
        "zh": "客户端没有所需的特权。",
    },
    1639: {
        "en": "Invalid command line argument. Consult the Windows Installer SDK for detailed "
        "command line help.",
        "de": "Ungültiges Befehlszeilenargument. Ausführliche Hilfe für die Befehlszeile finden "
        "Sie im Windows Installer SDK.",
        "ja": "コマンド ライン引数が無効です。詳しいコマンド ライン ヘルプについては、Windows "
        "インストーラー SDK を参照してください。",
        "fr": "Argument de ligne de commande non valide. Consultez le Kit de développement "
        "Windows Installer pour une aide détaillée.",
        "es": "Argumento de línea de comandos no válido. Consulte la ayuda detallada de la línea "
        "de comandos en el SDK de Windows Installer.",
        "zh": "无效的命令行参数。有关详细的命令行帮助，请参阅 Windows Installer SDK。",
    },
    1722: {
        "en": "The RPC server is unavailable.",
        "de": "Der RPC-Server ist nicht verfügbar.",
        "ja": "RPC サーバーを利用できません。",
        "fr": "Le serveur RPC n’est pas disponible.",
        "es": "El servidor RPC no está disponible.",
        "zh": "RPC 服务器不可用。",
    },
}


def system_message(code: int, language: str) -> str:
    """Give the message of a system error in a language, without a line end."""
    messages = MESSAGES.get(code)
    if messages is None:
        return f"Unknown error ({code:#x})"
    return messages.get(language, messages["en"])
