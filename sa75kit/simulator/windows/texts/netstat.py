"""Words of netstat.exe.

Only German translates the states; French, Spanish, Japanese and Chinese netstat write LISTENING.
Seen in public captures: the headings of all but zh.
Best knowledge rather than a capture: the German words of the rarer states.
"""

from __future__ import annotations

TITLE = {
    "en": "Active Connections",
    "de": "Aktive Verbindungen",
    "ja": "アクティブな接続",
    "fr": "Connexions actives",
    "es": "Conexiones activas",
    "zh": "活动连接",
}
HEADER = {
    "en": "  Proto  Local Address          Foreign Address        State",
    "de": "  Proto  Lokale Adresse         Remoteadresse          Status",
    "ja": "  プロトコル  ローカル アドレス      外部アドレス           状態",
    "fr": "  Proto  Adresse locale         Adresse distante       État",
    "es": "  Proto  Dirección local          Dirección remota        Estado",
    "zh": "  协议  本地地址          外部地址        状态",
}
# How many blanks stand between the word for the state and PID; French has no heading for PID,
# though its rows have one.
GAP = {"en": 11, "de": 10, "ja": 12, "es": 11, "zh": 11}
STATES = {
    "de": {
        "LISTENING": "ABHÖREN",
        "ESTABLISHED": "HERGESTELLT",
        "TIME_WAIT": "WARTEND",
        "CLOSE_WAIT": "SCHLIESSEN_WARTEN",
        "SYN_SENT": "SYN_GESENDET",
        "SYN_RECEIVED": "SYN_EMPFANGEN",
        "FIN_WAIT_1": "FIN_WARTEN_1",
        "FIN_WAIT_2": "FIN_WARTEN_2",
        "LAST_ACK": "LETZTE_BESTÄTIGUNG",
        "CLOSING": "WIRD_GESCHLOSSEN",
        "CLOSED": "GESCHLOSSEN",
    }
}
ELEVATION = {
    "en": "The requested operation requires elevation.",
    "de": "Der angeforderte Vorgang erfordert erhöhte Rechte.",
    "ja": "要求された操作には管理者特権が必要です。",
    "fr": "L’opération demandée nécessite une élévation.",
    "es": "La operación solicitada requiere elevación.",
    "zh": "请求的操作需要提升。",
}
NO_OWNER = {
    "en": "Can not obtain ownership information",
    "de": "Es konnten keine Besitzerinformationen abgerufen werden.",
    "ja": "所有者情報を取得できません",
    "fr": "Impossible d’obtenir les informations de propriétaire",
    "es": "No se puede obtener información de propiedad",
    "zh": "无法获取所有权信息",
}
USAGE = """
Displays protocol statistics and current TCP/IP network connections.

NETSTAT [-a] [-b] [-e] [-f] [-n] [-o] [-p proto] [-r] [-s] [-t] [interval]

  -a            Displays all connections and listening ports.
  -b            Displays the executable involved in creating each connection or
                listening port.
  -e            Displays Ethernet statistics.
  -f            Displays Fully Qualified Domain Names (FQDN) for foreign
                addresses.
  -n            Displays addresses and port numbers in numerical form.
  -o            Displays the owning process ID associated with each connection.
  -p proto      Shows connections for the protocol specified by proto; proto
                may be any of: TCP, UDP, TCPv6, or UDPv6.
  -r            Displays the routing table.
  -s            Displays per-protocol statistics.
  -t            Displays the current connection offload state.
  interval      Redisplays selected statistics, pausing interval seconds
                between each display.

"""
