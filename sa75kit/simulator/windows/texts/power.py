"""Words of shutdown.exe, timeout.exe and ping.exe.

Best knowledge rather than a capture: es and zh texts of ping's statistics.
"""

from __future__ import annotations

IN_PROGRESS = {
    "en": "A system shutdown has already been scheduled.",
    "de": "Das Herunterfahren des Systems wurde bereits geplant.",
    "ja": "システムのシャットダウンは既にスケジュールされています。",
    "fr": "Un arrêt du système a déjà été planifié.",
    "es": "Ya se ha programado un cierre del sistema.",
    "zh": "已经计划了系统关机。",
}
NOT_IN_PROGRESS = {
    "en": "Unable to abort the system shutdown because no shutdown was in progress.",
    "de": "Das Herunterfahren des Systems kann nicht abgebrochen werden, da kein Vorgang läuft.",
    "ja": "システムのシャットダウンが実行されていないため、中止できません。",
    "fr": "Impossible d’interrompre l’arrêt du système car aucun arrêt n’était en cours.",
    "es": "No se puede anular el cierre del sistema porque no se estaba cerrando.",
    "zh": "由于没有任何进行中的关机过程，无法中止系统关机。",
}
NO_REDIRECTION = {
    "en": "ERROR: Input redirection is not supported, exiting the process immediately.",
    "de": "FEHLER: Die Eingabeumleitung wird nicht unterstützt. Der Prozess wird sofort beendet.",
    "ja": "エラー: 入力のリダイレクトはサポートされていません。今すぐプロセスを終了します。",
    "fr": "Erreur : la redirection de l’entrée n’est pas prise en charge, arrêt immédiat du "
    "processus.",
    "es": "ERROR: no se admite la redirección de la entrada; se cerrará el proceso inmediatamente.",
    "zh": "错误: 不支持输入重新定向，立即退出此进程。",
}
NO_HOST = {
    "en": "Ping request could not find host {}. Please check the name and try again.",
    "de": 'Ping-Anforderung konnte Host "{}" nicht finden. Überprüfen Sie den Namen, und\r\n'
    "versuchen Sie es erneut.",
    "ja": "ping 要求ではホスト {} が見つかりませんでした。ホスト名を確認してもう一度実行して"
    "ください。",
    "fr": "La requête Ping n’a pas pu trouver l’hôte {}. Vérifiez le nom et essayez à nouveau.",
    "es": "La solicitud de ping no pudo encontrar el host {}. Compruebe el nombre y\r\n"
    "vuelva a intentarlo.",
    "zh": "Ping 请求找不到主机 {}。请检查该名称，然后重试。",
}
PINGING = {
    "en": "Pinging {} with 32 bytes of data:",
    "de": "Ping wird ausgeführt für {} mit 32 Bytes Daten:",
    "ja": "{} に ping を送信しています 32 バイトのデータ:",
    "fr": "Envoi d’une requête 'Ping'  {} avec 32 octets de données :",
    "es": "Haciendo ping a {} con 32 bytes de datos:",
    "zh": "正在 Ping {} 具有 32 字节的数据:",
}
REPLY = {
    "en": "Reply from {}: bytes=32 time<1ms TTL=128",
    "de": "Antwort von {}: Bytes=32 Zeit<1ms TTL=128",
    "ja": "{} からの応答: バイト数 =32 時間 <1ms TTL=128",
    "fr": "Réponse de {} : octets=32 temps<1ms TTL=128",
    "es": "Respuesta desde {}: bytes=32 tiempo<1m TTL=128",
    "zh": "来自 {} 的回复: 字节=32 时间<1ms TTL=128",
}
TIMED_OUT = {
    "en": "Request timed out.",
    "de": "Zeitüberschreitung der Anforderung.",
    "ja": "要求がタイムアウトしました。",
    "fr": "Délai d’attente de la demande dépassé.",
    "es": "Tiempo de espera agotado para esta solicitud.",
    "zh": "请求超时。",
}
STATISTICS = {
    "en": "Ping statistics for {}:\r\n    Packets: Sent = {}, Received = {}, Lost = {} ({}% loss),",
    "de": "Ping-Statistik für {}:\r\n"
    "    Pakete: Gesendet = {}, Empfangen = {}, Verloren = {}\r\n    ({}% Verlust),",
    "ja": "{} の ping 統計:\r\n    パケット数: 送信 = {}、受信 = {}、損失 = {} ({}% の損失)、",
    "fr": "Statistiques Ping pour {}:\r\n    Paquets : envoyés = {}, reçus = {}, perdus = {} "
    "(perte {}%),",
    "es": "Estadísticas de ping para {}:\r\n    Paquetes: enviados = {}, recibidos = {}, "
    "perdidos = {}\r\n    ({}% perdidos),",
    "zh": "{} 的 Ping 统计信息:\r\n    数据包: 已发送 = {}，已接收 = {}，丢失 = {} ({}% 丢失)，",
}
SHUTDOWN_USAGE = """Usage: shutdown [/i | /l | /s | /r | /g | /a | /p | /h | /e] [/f]
    [/m \\\\computer][/t xxx][/d [p|u:]xx:yy [/c "comment"]]

    No args    Display help. This is the same as typing /?.
    /s         Shutdown the computer.
    /r         Full shutdown and restart the computer.
    /a         Abort a system shutdown.
    /t xxx     Set the time-out period before shutdown to xxx seconds.
"""
