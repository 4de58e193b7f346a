"""Display names of Windows' own services; a translation where we know it, else English."""

from __future__ import annotations

_NAMES: dict[str, dict[str, str]] = {
    "AFD": {"en": "Ancillary Function Driver for Winsock"},
    "AppHostSvc": {"en": "Application Host Helper Service"},
    "Appinfo": {
        "en": "Application Information", "de": "Anwendungsinformationen",
        "fr": "Informations d’application", "es": "Información de la aplicación",
    },
    "AudioSrv": {
        "en": "Windows Audio", "de": "Windows-Audio", "fr": "Audio Windows",
        "es": "Audio de Windows",
    },
    "BFE": {
        "en": "Base Filtering Engine", "de": "Basisfiltermodul",
        "fr": "Moteur de filtrage de base", "es": "Motor de filtrado de base",
    },
    "BITS": {
        "en": "Background Intelligent Transfer Service",
        "de": "Intelligenter Hintergrundübertragungsdienst",
        "fr": "Service de transfert intelligent en arrière-plan",
        "es": "Servicio de transferencia inteligente en segundo plano (BITS)",
    },
    "bowser": {"en": "Browser Support Driver"},
    "CryptSvc": {
        "en": "Cryptographic Services", "de": "Kryptografiedienste",
        "fr": "Services de chiffrement", "es": "Servicios de cifrado",
    },
    "DcomLaunch": {
        "en": "DCOM Server Process Launcher", "de": "DCOM-Server-Prozessstart",
        "fr": "Lanceur de processus serveur DCOM",
        "es": "Iniciador de procesos de servidor DCOM",
    },
    "Dhcp": {
        "en": "DHCP Client", "de": "DHCP-Client", "fr": "Client DHCP", "es": "Cliente DHCP",
    },
    "Dnscache": {
        "en": "DNS Client", "de": "DNS-Client", "fr": "Client DNS", "es": "Cliente DNS",
    },
    "DPS": {
        "en": "Diagnostic Policy Service", "de": "Diagnoserichtliniendienst",
        "fr": "Service de stratégie de diagnostic",
        "es": "Servicio de directivas de diagnóstico",
    },
    "EventLog": {
        "en": "Windows Event Log", "de": "Windows-Ereignisprotokoll",
        "fr": "Journal d’événements Windows", "es": "Registro de eventos de Windows",
    },
    "EventSystem": {
        "en": "COM+ Event System", "de": "COM+-Ereignissystem",
        "fr": "Système d’événement COM+", "es": "Sistema de eventos COM+",
    },
    "FontCache": {
        "en": "Windows Font Cache Service", "de": "Windows-Dienst für Schriftartencache",
        "fr": "Service de cache de police Windows",
        "es": "Servicio de caché de fuentes de Windows",
    },
    "gpsvc": {
        "en": "Group Policy Client", "de": "Gruppenrichtlinienclient",
        "fr": "Client de stratégie de groupe", "es": "Cliente de directiva de grupo",
    },
    "HTTP": {
        "en": "HTTP Service", "de": "HTTP-Dienst", "fr": "Service HTTP", "es": "Servicio HTTP",
    },
    "iphlpsvc": {
        "en": "IP Helper", "de": "IP-Hilfsdienst", "fr": "Assistance IP",
        "es": "Aplicación auxiliar IP",
    },
    "LanmanServer": {"en": "Server", "fr": "Serveur", "es": "Servidor"},
    "LanmanWorkstation": {
        "en": "Workstation", "de": "Arbeitsstationsdienst", "fr": "Station de travail",
        "es": "Estación de trabajo",
    },
    "lmhosts": {
        "en": "TCP/IP NetBIOS Helper", "de": "TCP/IP-NetBIOS-Hilfsdienst",
        "fr": "Assistance NetBIOS sur TCP/IP", "es": "Aplicación auxiliar de NetBIOS sobre TCP/IP",
    },
    "mpsdrv": {"en": "Windows Firewall Authorization Driver"},
    "MpsSvc": {
        "en": "Windows Firewall", "de": "Windows-Firewall", "fr": "Pare-feu Windows",
        "es": "Firewall de Windows",
    },
    "MSDTC": {"en": "Distributed Transaction Coordinator"},
    "Mup": {"en": "Mup"},
    "NetBT": {"en": "NetBT"},
    "netprofm": {
        "en": "Network List Service", "de": "Netzwerklistendienst",
        "fr": "Service Liste des réseaux", "es": "Servicio de lista de redes",
    },
    "NlaSvc": {
        "en": "Network Location Awareness", "de": "NLA (Network Location Awareness)",
        "fr": "Connaissance des emplacements réseau",
        "es": "Reconoc. ubicación de red",
    },
    "nsi": {
        "en": "Network Store Interface Service", "de": "Netzwerkspeicher-Schnittstellendienst",
        "fr": "Service Interface du magasin réseau",
        "es": "Servicio Interfaz de almacenamiento en red",
    },
    "nsiproxy": {"en": "NSI Proxy Service Driver"},
    "PlugPlay": {"en": "Plug and Play", "fr": "Plug-and-Play"},
    "Power": {
        "en": "Power", "de": "Stromversorgung", "fr": "Alimentation", "es": "Energía",
    },
    "ProfSvc": {
        "en": "User Profile Service", "de": "Benutzerprofildienst",
        "fr": "Service de profil utilisateur", "es": "Servicio de perfil de usuario",
    },
    "RemoteRegistry": {
        "en": "Remote Registry", "de": "Remoteregistrierung", "fr": "Registre à distance",
        "es": "Registro remoto",
    },
    "RpcEptMapper": {
        "en": "RPC Endpoint Mapper", "de": "RPC-Endpunktzuordnung",
        "fr": "Mappeur de point de terminaison RPC", "es": "Asignador de extremos de RPC",
    },
    "RpcSs": {
        "en": "Remote Procedure Call (RPC)", "de": "Remoteprozeduraufruf (RPC)",
        "fr": "Appel de procédure distante (RPC)",
        "es": "Llamada a procedimiento remoto (RPC)",
    },
    "SamSs": {
        "en": "Security Accounts Manager", "de": "Sicherheitskonto-Manager",
        "fr": "Gestionnaire de comptes de sécurité",
        "es": "Administrador de cuentas de seguridad",
    },
    "Schedule": {
        "en": "Task Scheduler", "de": "Aufgabenplanung", "fr": "Planificateur de tâches",
        "es": "Programador de tareas",
    },
    "SENS": {
        "en": "System Event Notification Service",
        "de": "Benachrichtigungsdienst für Systemereignisse",
        "fr": "Service de notification d’événements système",
        "es": "Servicio de notificación de eventos de sistema",
    },
    "ShellHWDetection": {
        "en": "Shell Hardware Detection", "de": "Shellhardwareerkennung",
        "fr": "Détection matériel noyau", "es": "Detección de hardware shell",
    },
    "Spooler": {
        "en": "Print Spooler", "de": "Druckwarteschlange", "fr": "Spouleur d’impression",
        "es": "Cola de impresión",
    },
    "srv2": {"en": "Server SMB 2.xxx Driver"},
    "Tcpip": {
        "en": "TCP/IP Protocol Driver", "de": "TCP/IP-Protokolltreiber",
        "fr": "Pilote du protocole TCP/IP", "es": "Controlador de protocolo TCP/IP",
    },
    "tdx": {"en": "NetIO Legacy TDI Support Driver"},
    "TermService": {
        "en": "Remote Desktop Services", "de": "Remotedesktopdienste",
        "fr": "Services Bureau à distance", "es": "Servicios de Escritorio remoto",
    },
    "Themes": {"en": "Themes", "de": "Designs", "fr": "Thèmes", "es": "Temas"},
    "TrustedInstaller": {"en": "Windows Modules Installer"},
    "VSS": {
        "en": "Volume Shadow Copy", "de": "Volumeschattenkopie",
        "fr": "Cliché instantané des volumes", "es": "Instantáneas de volumen",
    },
    "W32Time": {
        "en": "Windows Time", "de": "Windows-Zeitgeber", "fr": "Temps Windows",
        "es": "Hora de Windows",
    },
    "WinHttpAutoProxySvc": {"en": "WinHTTP Web Proxy Auto-Discovery Service"},
    "Winmgmt": {
        "en": "Windows Management Instrumentation",
        "de": "Windows-Verwaltungsinstrumentation",
        "fr": "Infrastructure de gestion Windows",
        "es": "Instrumental de administración de Windows",
    },
    "WinRM": {
        "en": "Windows Remote Management (WS-Management)",
        "de": "Windows-Remoteverwaltung (WS-Verwaltung)",
        "fr": "Gestion à distance de Windows (Gestion WSM)",
        "es": "Administración remota de Windows (WS-Management)",
    },
    "WSearch": {"en": "Windows Search", "fr": "Windows Search"},
    "wuauserv": {
        "en": "Windows Update", "de": "Windows Update", "fr": "Windows Update",
        "es": "Windows Update",
    },
}  # fmt: skip


def display_name(name: str, language: str) -> str:
    """Give the display name of one of Windows' own services."""
    names = _NAMES.get(name, {"en": name})
    return names.get(language, names["en"])
