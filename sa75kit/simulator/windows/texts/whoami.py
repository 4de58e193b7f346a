"""Words of whoami.exe: columns, types, attributes, groups.

Seen in public captures: en, es, parts of de and ja (whose titles stay English).
Best knowledge rather than a capture: fr and zh attributes, names of privileges outside English.
"""

from __future__ import annotations

TITLES = {
    "en": ("USER INFORMATION", "GROUP INFORMATION", "PRIVILEGES INFORMATION"),
    "de": ("BENUTZERINFORMATIONEN", "GRUPPENINFORMATIONEN", "BERECHTIGUNGSINFORMATIONEN"),
    "ja": ("USER INFORMATION", "GROUP INFORMATION", "PRIVILEGES INFORMATION"),
    "fr": ("Informations sur l’utilisateur", "Informations de groupe",
           "Informations de privilèges"),
    "es": ("INFORMACIÓN DE USUARIO", "INFORMACIÓN DE GRUPO", "INFORMACIÓN DE PRIVILEGIOS"),
    "zh": ("用户信息", "组信息", "特权信息"),
}  # fmt: skip
USER_COLUMNS = {
    "en": ("User Name", "SID"),
    "de": ("Benutzername", "SID"),
    "ja": ("ユーザー名", "SID"),
    "fr": ("Nom d’utilisateur", "SID"),
    "es": ("Nombre de usuario", "SID"),
    "zh": ("用户名", "SID"),
}
GROUP_COLUMNS = {
    "en": ("Group Name", "Type", "SID", "Attributes"),
    "de": ("Gruppenname", "Typ", "SID", "Attribute"),
    "ja": ("グループ名", "種類", "SID", "属性"),
    "fr": ("Nom du groupe", "Type", "SID", "Attributs"),
    "es": ("Nombre de grupo", "Tipo", "SID", "Atributos"),
    "zh": ("组名", "类型", "SID", "属性"),
}
PRIVILEGE_COLUMNS = {
    "en": ("Privilege Name", "Description", "State"),
    "de": ("Berechtigungsname", "Beschreibung", "Status"),
    "ja": ("特権名", "説明", "状態"),
    "fr": ("Nom de privilège", "Description", "État"),
    "es": ("Nombre de privilegio", "Descripción", "Estado"),
    "zh": ("特权名", "描述", "状态"),
}
WELL_KNOWN = {"en": "Well-known group", "de": "Bekannte Gruppe", "ja": "よく知られたグループ",
              "fr": "Groupe bien connu", "es": "Grupo conocido", "zh": "已知组"}  # fmt: skip
ALIAS = {"en": "Alias", "de": "Alias", "ja": "エイリアス", "fr": "Alias", "es": "Alias",
         "zh": "别名"}  # fmt: skip
GROUP = {"en": "Group", "de": "Gruppe", "ja": "グループ", "fr": "Groupe", "es": "Grupo",
         "zh": "组"}  # fmt: skip
LABEL = {"en": "Label", "de": "Bezeichnung", "ja": "ラベル", "fr": "Nom", "es": "Etiqueta",
         "zh": "标签"}  # fmt: skip
MEMBER = {
    "en": "Mandatory group, Enabled by default, Enabled group",
    "de": "Verbindliche Gruppe, Standardmäßig aktiviert, Aktivierte Gruppe",
    "ja": "固定グループ, 既定で有効, 有効なグループ",
    "fr": "Groupe obligatoire, Activé par défaut, Groupe activé",
    "es": "Grupo obligatorio, Habilitado de manera predeterminada, Grupo habilitado",
    "zh": "必需的组, 启用于默认, 启用的组",
}
OWNER = {"en": ", Group owner", "de": ", Gruppenbesitzer", "ja": ", グループの所有者",
         "fr": ", Propriétaire du groupe", "es": ", Propietario de grupo",
         "zh": ", 组的所有者"}  # fmt: skip
ENABLED = {"en": "Enabled", "de": "Aktiviert", "ja": "有効", "fr": "Activé", "es": "Habilitado",
           "zh": "已启用"}  # fmt: skip
# Groups by their SIDs.
NAMES = {
    "S-1-1-0": {"en": "Everyone", "de": "Jeder", "ja": "Everyone", "fr": "Tout le monde",
                "es": "Todos", "zh": "Everyone"},
    "S-1-5-114": {
        "en": "NT AUTHORITY\\Local account and member of Administrators group",
        "de": "NT-AUTORITÄT\\Lokales Konto und Mitglied der Gruppe \"Administratoren\"",
        "ja": "NT AUTHORITY\\ローカル アカウントと Administrators グループのメンバー",
        "fr": "AUTORITE NT\\Compte local et membre du groupe Administrateurs",
        "es": "NT AUTHORITY\\Cuenta local y miembro del grupo de administradores",
        "zh": "NT AUTHORITY\\本地帐户和管理员组成员",
    },
    "S-1-5-32-544": {
        "en": "BUILTIN\\Administrators", "de": "VORDEFINIERT\\Administratoren",
        "ja": "BUILTIN\\Administrators", "fr": "BUILTIN\\Administrateurs",
        "es": "BUILTIN\\Administradores", "zh": "BUILTIN\\Administrators",
    },
    "S-1-5-32-545": {
        "en": "BUILTIN\\Users", "de": "VORDEFINIERT\\Benutzer", "ja": "BUILTIN\\Users",
        "fr": "BUILTIN\\Utilisateurs", "es": "BUILTIN\\Usuarios", "zh": "BUILTIN\\Users",
    },
    "S-1-5-32-580": {
        "en": "BUILTIN\\Remote Management Users",
        "de": "VORDEFINIERT\\Remoteverwaltungsbenutzer",
        "ja": "BUILTIN\\Remote Management Users",
        "fr": "BUILTIN\\Utilisateurs de gestion à distance",
        "es": "BUILTIN\\Usuarios de administración remota",
        "zh": "BUILTIN\\Remote Management Users",
    },
    "S-1-5-2": {"en": "NT AUTHORITY\\NETWORK", "de": "NT-AUTORITÄT\\NETZWERK",
                "ja": "NT AUTHORITY\\NETWORK", "fr": "AUTORITE NT\\RESEAU",
                "es": "NT AUTHORITY\\NETWORK", "zh": "NT AUTHORITY\\NETWORK"},
    "S-1-5-11": {
        "en": "NT AUTHORITY\\Authenticated Users",
        "de": "NT-AUTORITÄT\\Authentifizierte Benutzer",
        "ja": "NT AUTHORITY\\Authenticated Users",
        "fr": "AUTORITE NT\\Utilisateurs authentifiés",
        "es": "NT AUTHORITY\\Usuarios autentificados",
        "zh": "NT AUTHORITY\\Authenticated Users",
    },
    "S-1-5-15": {
        "en": "NT AUTHORITY\\This Organization", "de": "NT-AUTORITÄT\\Diese Organisation",
        "ja": "NT AUTHORITY\\This Organization", "fr": "AUTORITE NT\\Cette organisation",
        "es": "NT AUTHORITY\\Esta compañía", "zh": "NT AUTHORITY\\This Organization",
    },
    "S-1-5-113": {
        "en": "NT AUTHORITY\\Local account", "de": "NT-AUTORITÄT\\Lokales Konto",
        "ja": "NT AUTHORITY\\ローカル アカウント", "fr": "AUTORITE NT\\Compte local",
        "es": "NT AUTHORITY\\Cuenta local", "zh": "NT AUTHORITY\\本地帐户",
    },
    "S-1-5-64-10": {
        "en": "NT AUTHORITY\\NTLM Authentication", "de": "NT-AUTORITÄT\\NTLM-Authentifizierung",
        "ja": "NT AUTHORITY\\NTLM Authentication", "fr": "AUTORITE NT\\Authentification NTLM",
        "es": "NT AUTHORITY\\Autenticación NTLM", "zh": "NT AUTHORITY\\NTLM Authentication",
    },
    "S-1-16-12288": {
        "en": "Mandatory Label\\High Mandatory Level",
        "de": "Verbindliche Beschriftung\\Hohe Verbindlichkeitsstufe",
        "ja": "Mandatory Label\\High Mandatory Level",
        "fr": "Étiquette obligatoire\\Niveau obligatoire élevé",
        "es": "Etiqueta obligatoria\\Nivel obligatorio alto",
        "zh": "Mandatory Label\\High Mandatory Level",
    },
    "S-1-16-8192": {
        "en": "Mandatory Label\\Medium Mandatory Level",
        "de": "Verbindliche Beschriftung\\Mittlere Verbindlichkeitsstufe",
        "ja": "Mandatory Label\\Medium Mandatory Level",
        "fr": "Étiquette obligatoire\\Niveau obligatoire moyen",
        "es": "Etiqueta obligatoria\\Nivel obligatorio medio",
        "zh": "Mandatory Label\\Medium Mandatory Level",
    },
}  # fmt: skip
ADMINISTRATOR_PRIVILEGES = (
    ("SeIncreaseQuotaPrivilege", "Adjust memory quotas for a process"),
    ("SeSecurityPrivilege", "Manage auditing and security log"),
    ("SeTakeOwnershipPrivilege", "Take ownership of files or other objects"),
    ("SeLoadDriverPrivilege", "Load and unload device drivers"),
    ("SeSystemProfilePrivilege", "Profile system performance"),
    ("SeSystemtimePrivilege", "Change the system time"),
    ("SeProfileSingleProcessPrivilege", "Profile single process"),
    ("SeIncreaseBasePriorityPrivilege", "Increase scheduling priority"),
    ("SeCreatePagefilePrivilege", "Create a pagefile"),
    ("SeBackupPrivilege", "Back up files and directories"),
    ("SeRestorePrivilege", "Restore files and directories"),
    ("SeShutdownPrivilege", "Shut down the system"),
    ("SeDebugPrivilege", "Debug programs"),
    ("SeSystemEnvironmentPrivilege", "Modify firmware environment values"),
    ("SeRemoteShutdownPrivilege", "Force shutdown from a remote system"),
    ("SeUndockPrivilege", "Remove computer from docking station"),
    ("SeManageVolumePrivilege", "Perform volume maintenance tasks"),
    ("SeImpersonatePrivilege", "Impersonate a client after authentication"),
    ("SeCreateGlobalPrivilege", "Create global objects"),
)
USER_PRIVILEGES = (
    ("SeChangeNotifyPrivilege", "Bypass traverse checking"),
    ("SeIncreaseWorkingSetPrivilege", "Increase a process working set"),
)
