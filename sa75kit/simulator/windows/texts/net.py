"""Words of net.exe.

Best knowledge rather than a capture: es and zh texts of the rarer failures.
"""

from __future__ import annotations

STARTING = {
    "en": "The {} service is starting", "de": "{} wird gestartet", "ja": "{} サービスを開始します",
    "fr": "Le service {} démarre", "es": "El servicio de {} está iniciándose",
    "zh": "{} 服务正在启动 ",
}  # fmt: skip
STARTED = {
    "en": "The {} service was started successfully.",
    "de": "{} wurde erfolgreich gestartet.",
    "ja": "{} サービスは正常に開始されました。",
    "fr": "Le service {} a démarré correctement.",
    "es": "El servicio de {} se ha iniciado correctamente.",
    "zh": "{} 服务已经启动成功。",
}
NOT_STARTED = {
    "en": "The {} service could not be started.",
    "de": "{} konnte nicht gestartet werden.",
    "ja": "{} サービスを開始できませんでした。",
    "fr": "Le service {} n’a pas pu être lancé.",
    "es": "El servicio de {} no ha podido iniciarse.",
    "zh": "{} 服务无法启动。",
}
STOPPING = {
    "en": "The {} service is stopping", "de": "{} wird beendet", "ja": "{} サービスを停止中です",
    "fr": "Le service {} s’arrête", "es": "El servicio de {} está deteniéndose",
    "zh": "{} 服务正在停止",
}  # fmt: skip
STOPPED = {
    "en": "The {} service was stopped successfully.",
    "de": "{} wurde erfolgreich beendet.",
    "ja": "{} サービスは正常に停止されました。",
    "fr": "Le service {} a été arrêté.",
    "es": "El servicio de {} se detuvo correctamente.",
    "zh": "{} 服务已成功停止。",
}
NOT_STOPPED = {
    "en": "The {} service could not be stopped.",
    "de": "{} konnte nicht beendet werden.",
    "ja": "{} サービスを停止できませんでした。",
    "fr": "Le service {} n’a pas pu être arrêté.",
    "es": "El servicio de {} no ha podido detenerse.",
    "zh": "{} 服务无法停止。",
}
NOT_RUNNING = {
    "en": "The {} service is not started.",
    "de": "{} wurde nicht gestartet.",
    "ja": "{} サービスは開始されていません。",
    "fr": "Le service {} n’est pas lancé.",
    "es": "El servicio de {} no ha sido iniciado.",
    "zh": "没有启动 {} 服务。",
}
INVALID_NAME = {
    "en": "The service name is invalid.",
    "de": "Der Dienstname ist ungültig.",
    "ja": "サービス名が無効です。",
    "fr": "Le nom de service n’est pas valide.",
    "es": "El nombre de servicio no es válido.",
    "zh": "服务名无效。",
}
ALREADY = {
    "en": "The requested service has already been started.",
    "de": "Der angeforderte Dienst wurde bereits gestartet.",
    "ja": "要求したサービスは既に開始されています。",
    "fr": "Le service demandé a déjà été démarré.",
    "es": "El servicio solicitado ya ha sido iniciado.",
    "zh": "请求的服务已经启动。",
}
CANNOT_STOP = {
    "en": "The requested pause, continue, or stop is not valid for this service.",
    "de": "Die angeforderten Befehle zum Anhalten, Fortsetzen oder Beenden sind für diesen Dienst "
    "unzulässig.",
    "ja": "要求された一時停止、続行、または停止は、このサービスでは無効です。",
    "fr": "La demande de suspension, de poursuite ou d’arrêt n’est pas valide pour ce service.",
    "es": "La pausa, continuación o detención solicitadas no son válidas para este servicio.",
    "zh": "请求的暂停、继续或停止对此服务无效。",
}
BUSY = {
    "en": "The service is starting or stopping.  Please try again later.",
    "de": "Der Dienst wird gerade gestartet oder beendet. Wiederholen Sie den Vorgang später.",
    "ja": "サービスを開始または停止しています。後でやり直してください。",
    "fr": "Le service est en cours de démarrage ou d’arrêt. Réessayez ultérieurement.",
    "es": "El servicio está iniciándose o deteniéndose. Inténtelo de nuevo más tarde.",
    "zh": "服务正在启动或停止中，请稍候片刻后再试一次。",
}
MORE_HELP = {
    "en": "More help is available by typing NET HELPMSG {}.",
    "de": "Sie erhalten weitere Hilfe, wenn Sie NET HELPMSG {} eingeben.",
    "ja": "NET HELPMSG {} と入力すると、より詳しい説明が得られます。",
    "fr": "Vous obtiendrez une aide supplémentaire en entrant NET HELPMSG {}.",
    "es": "Puede obtener más ayuda con el comando NET HELPMSG {}.",
    "zh": "请键入 NET HELPMSG {} 以获得更多的帮助。",
}
SYSTEM_ERROR = {
    "en": "System error {} has occurred.",
    "de": "Systemfehler {} aufgetreten.",
    "ja": "システム エラー {} が発生しました。",
    "fr": "L’erreur système {} s’est produite.",
    "es": "Error de sistema {}.",
    "zh": "发生系统错误 {}。",
}
LIST_TITLE = {
    "en": "These Windows services are started:",
    "de": "Folgende Windows-Dienste sind gestartet:",
    "ja": "次の Windows サービスが開始されています:",
    "fr": "Les services Windows suivants ont démarré :",
    "es": "Se han iniciado estos servicios de Windows:",
    "zh": "已经启动以下 Windows 服务:",
}
DONE = {
    "en": "The command completed successfully.",
    "de": "Der Befehl wurde erfolgreich ausgeführt.",
    "ja": "コマンドは正常に終了しました。",
    "fr": "La commande s’est terminée correctement.",
    "es": "Se ha completado el comando correctamente.",
    "zh": "命令成功完成。",
}
DEPENDENTS = {
    "en": "The following services are dependent on the {0} service.\r\n"
    "Stopping the {0} service will also stop these services.",
    "de": "Folgende Dienste hängen vom Dienst {0} ab.\r\n"
    "Wenn Sie den Dienst {0} beenden, werden diese Dienste auch beendet.",
    "ja": "次のサービスは {0} サービスに依存しています。\r\n"
    "{0} サービスを停止すると、これらのサービスも停止されます。",
    "fr": "Les services suivants dépendent du service {0}.\r\n"
    "L’arrêt du service {0} arrêtera aussi ces services.",
    "es": "Los siguientes servicios dependen del servicio de {0}.\r\n"
    "Si detiene el servicio de {0}, también detendrá estos servicios.",
    "zh": "下面的服务依赖于 {0} 服务。\r\n停止 {0} 服务也会停止这些服务。",
}
CONTINUE = {
    "en": "Do you want to continue this operation? (Y/N) [N]: ",
    "de": "Möchten Sie diesen Vorgang fortsetzen? (J/N) [N]: ",
    "ja": "この操作を続行しますか? (Y/N) [N]: ",
    "fr": "Voulez-vous poursuivre cette opération ? (O/N) [N] : ",
    "es": "¿Desea continuar esta operación? (S/N) [N]: ",
    "zh": "你想继续此操作吗? (Y/N) [N]: ",
}
USERS = {
    "en": "User accounts for \\\\{}", "de": "Benutzerkonten für \\\\{}",
    "ja": "\\\\{} のユーザー アカウント", "fr": "comptes d’utilisateurs de \\\\{}",
    "es": "Cuentas de usuario de \\\\{}", "zh": "\\\\{} 的用户帐户",
}  # fmt: skip
NO_ENTRIES = {
    "en": "There are no entries in the list.",
    "de": "Es sind keine Einträge in der Liste.",
    "ja": "一覧にエントリが存在しません。",
    "fr": "La liste est vide.",
    "es": "No hay entradas en la lista.",
    "zh": "列表是空的。",
}
SYNTAX = """The syntax of this command is:

NET
    [ ACCOUNTS | COMPUTER | CONFIG | CONTINUE | FILE | GROUP | HELP |
      HELPMSG | LOCALGROUP | PAUSE | SESSION | SHARE | START |
      STATISTICS | STOP | TIME | USE | USER | VIEW ]

"""
