"""Words of sc.exe.

Seen in public captures: en; de ERFOLG/FEHLER; fr réussite(s)/échec(s); es CORRECTO and its
field names (NOMBRE_SERVICIO … INDICACIÓN_INICIO); zh 成功/失败. Japanese sc.exe writes SUCCESS
and FAILED.
Best knowledge rather than a capture: es names of LOAD_ORDER_GROUP, TAG, DEPENDENCIES,
SERVICE_START_NAME and of the failure actions.
"""

from __future__ import annotations

SUCCESS = {
    "en": "SUCCESS", "de": "ERFOLG", "ja": "SUCCESS", "fr": "réussite(s)", "es": "CORRECTO",
    "zh": "成功",
}  # fmt: skip
FAILED = {
    "en": "FAILED {}:", "de": "FEHLER {}:", "ja": "FAILED {}:", "fr": "échec(s) {} :",
    "es": "ERROR {}:", "zh": "失败 {}:",
}  # fmt: skip
UNRECOGNIZED = {
    "en": "*** Unrecognized Command ***",
    "de": "*** Unbekannter Befehl ***",
    "ja": "*** 認識できないコマンド ***",
    "fr": "*** Commande non reconnue ***",
    "es": "*** Comando no reconocido ***",
    "zh": "*** 无法识别的命令 ***",
}
NO_TRIGGERS = {
    "en": "The service {} has not registered for any start or stop triggers.",
    "de": "Der Dienst {} wurde nicht für Start- oder Stopptrigger registriert.",
    "ja": "サービス {} は、開始または停止トリガーに登録されていません。",
    "fr": "Le service {} ne s’est inscrit à aucun déclencheur de démarrage ou d’arrêt.",
    "es": "El servicio {} no se registró para ningún desencadenador de inicio o detención.",
    "zh": "服务 {} 尚未注册任何启动或停止触发器。",
}
# Only Spanish translates the names of the fields.
_FIELDS_ES = {
    "SERVICE_NAME": "NOMBRE_SERVICIO",
    "DISPLAY_NAME": "NOMBRE_MOSTRAR",
    "TYPE": "TIPO",
    "STATE": "ESTADO",
    "WIN32_EXIT_CODE": "CÓD_SALIDA_WIN32",
    "SERVICE_EXIT_CODE": "CÓD_SALIDA_SERVICIO",
    "CHECKPOINT": "PUNTO_COMPROB.",
    "WAIT_HINT": "INDICACIÓN_INICIO",
    "FLAGS": "MARCAS",
    "START_TYPE": "TIPO_INICIO",
    "ERROR_CONTROL": "CONTROL_ERROR",
    "BINARY_PATH_NAME": "NOMBRE_RUTA_BINARIO",
    "LOAD_ORDER_GROUP": "GRUPO_ORDEN_CARGA",
    "TAG": "ETIQUETA",
    "DEPENDENCIES": "DEPENDENCIAS",
    "SERVICE_START_NAME": "NOMBRE_INICIO_SERVICIO",
    "DESCRIPTION": "DESCRIPCIÓN",
}


def field_name(name: str, language: str) -> str:
    """Give the name of a field as this language prints it."""
    return _FIELDS_ES.get(name, name) if language == "es" else name


USAGE = """\
DESCRIPTION:
        SC is a command line program used for communicating with the
        Service Control Manager and services.
USAGE:
        sc <server> [command] [service name] <option1> <option2>...


        The option <server> has the form "\\\\ServerName"
        Further help on commands can be obtained by typing: "sc [command]"
        Commands:
          query-----------Queries the status for a service, or
                          enumerates the status for types of services.
          queryex---------Queries the extended status for a service, or
                          enumerates the status for types of services.
          start-----------Starts a service.
          pause-----------Sends a PAUSE control request to a service.
          interrogate-----Sends an INTERROGATE control request to a service.
          continue--------Sends a CONTINUE control request to a service.
          stop------------Sends a STOP request to a service.
          config----------Changes the configuration of a service (persistent).
          description-----Changes the description of a service.
          failure---------Changes the actions taken by a service upon failure.
          sidtype---------Changes the service SID type of a service.
          qc--------------Queries the configuration information for a service.
          qdescription----Queries the description for a service.
          qfailure--------Queries the actions taken by a service upon failure.
          qsidtype--------Queries the service SID type of a service.
          qtriggerinfo----Queries the trigger parameters of a service.
          delete----------Deletes a service (from the registry).
          create----------Creates a service. (adds it to the registry).
          control---------Sends a control to a service.
          sdshow----------Displays a service's security descriptor.
          GetDisplayName--Gets the DisplayName for a service.
          GetKeyName------Gets the ServiceKeyName for a service.
          EnumDepend------Enumerates Service Dependencies.

EXAMPLE:
        sc start MyService
"""
USAGE_OF = {
    "config": """\
DESCRIPTION:
        Modifies a service entry in the registry and Service Database.
USAGE:
        sc <server> config [service name] <option1> <option2>...

OPTIONS:
NOTE: The option name includes the equal sign.
      A space is required between the equal sign and the value.
 type= <own|share|interact|kernel|filesys|rec|adapt>
 start= <boot|system|auto|demand|disabled|delayed-auto>
 error= <normal|severe|critical|ignore>
 binPath= <BinaryPathName to the .exe file>
 group= <LoadOrderGroup>
 tag= <yes|no>
 depend= <Dependencies(separated by / (forward slash))>
 obj= <AccountName|ObjectName>
 DisplayName= <display name>
 password= <password>
""",
    "create": """\
DESCRIPTION:
        Creates a service entry in the registry and Service Database.
USAGE:
        sc <server> create [service name] [binPath= ] <option1> <option2>...

OPTIONS:
NOTE: The option name includes the equal sign.
      A space is required between the equal sign and the value.
 type= <own|share|interact|kernel|filesys|rec>
       (default = own)
 start= <boot|system|auto|demand|disabled|delayed-auto>
       (default = demand)
 error= <normal|severe|critical|ignore>
       (default = normal)
 binPath= <BinaryPathName to the .exe file>
 group= <LoadOrderGroup>
 tag= <yes|no>
 depend= <Dependencies(separated by / (forward slash))>
 obj= <AccountName|ObjectName>
       (default = LocalSystem)
 DisplayName= <display name>
 password= <password>
""",
}
_SHORT_USAGE = {
    "delete": "Deletes a service entry from the registry.\n"
    "        If the service is running, or another process has an\n"
    "        open handle to the service, the service is simply marked\n"
    "        for deletion.",
    "start": "Starts a service running.",
    "stop": "Sends a STOP control request to a service.",
    "qc": "Queries the configuration information for a service.",
}


def usage(command: str) -> str:
    """Give the usage text of a command, of sc itself for "". These texts are English here."""
    if command in USAGE_OF:
        return USAGE_OF[command]
    if command not in _SHORT_USAGE:
        return USAGE
    return (
        f"DESCRIPTION:\n        {_SHORT_USAGE[command]}\n"
        f"USAGE:\n        sc <server> {command} [service name]\n"
    )
