"""Words of cmd.exe and of its built-in commands.

Best knowledge rather than a capture: es and zh beyond the messages for an unknown command, a
missing path and `dir`; fr `copy`, `vol`.
"""

from __future__ import annotations

UNKNOWN_COMMAND = {
    "en": "'{}' is not recognized as an internal or external command,\r\n"
    "operable program or batch file.",
    "de": 'Der Befehl "{}" ist entweder falsch geschrieben oder\r\nkonnte nicht gefunden werden.',
    "ja": "'{}' は、内部コマンドまたは外部コマンド、\r\n"
    "操作可能なプログラムまたはバッチ ファイルとして認識されていません。",
    "fr": "'{}' n’est pas reconnu en tant que commande interne\r\n"
    "ou externe, un programme exécutable ou un fichier de commandes.",
    "es": '"{}" no se reconoce como un comando interno o externo,\r\n'
    "programa o archivo por lotes ejecutable.",
    "zh": "'{}' 不是内部或外部命令，也不是可运行的程序\r\n或批处理文件。",
}
SYNTAX = {
    "en": "The syntax of the command is incorrect.",
    "de": "Syntaxfehler.",
    "ja": "コマンドの構文が誤っています。",
    "fr": "Syntaxe de la commande incorrecte.",
    "es": "La sintaxis del comando no es correcta.",
    "zh": "命令语法不正确。",
}
UNEXPECTED = {
    "en": "{} was unexpected at this time.",
    "de": '"{}" kann syntaktisch an dieser Stelle nicht verarbeitet werden.',
    "ja": "{} の使い方が誤っています。",
    "fr": "{} était inattendu.",
    "es": "No se esperaba {} en este momento.",
    "zh": "此时不应有 {}。",
}
FILE_NOT_FOUND = {
    "en": "File Not Found",
    "de": "Datei nicht gefunden",
    "ja": "ファイルが見つかりません",
    "fr": "Fichier introuvable",
    "es": "No se encuentra el archivo",
    "zh": "找不到文件",
}
COULD_NOT_FIND = {
    "en": "Could Not Find {}",
    "de": "{} konnte nicht gefunden werden",
    "ja": "{} が見つかりませんでした",
    "fr": "Impossible de trouver {}",
    "es": "No se pudo encontrar {}",
    "zh": "找不到 {}",
}
DIRECTORY_EXISTS = {
    "en": "A subdirectory or file {} already exists.",
    "de": 'Ein Unterverzeichnis oder eine Datei mit dem Namen "{}" existiert bereits.',
    "ja": "サブディレクトリまたはファイル {} は既に存在します。",
    "fr": "Un sous-répertoire ou un fichier {} existe déjà.",
    "es": "Ya existe el subdirectorio o el archivo {}.",
    "zh": "子目录或文件 {} 已经存在。",
}
VARIABLE_NOT_DEFINED = {
    "en": "Environment variable {} not defined",
    "de": 'Die Umgebungsvariable "{}" ist nicht definiert.',
    "ja": "環境変数 {} が定義されていません",
    "fr": "La variable d’environnement {} n’est pas définie",
    "es": "La variable de entorno {} no está definida",
    "zh": "环境变量 {} 没有定义",
}
COPIED = {
    "en": "        {} file(s) copied.",
    "de": "        {} Datei(en) kopiert.",
    "ja": "        {} 個のファイルをコピーしました。",
    "fr": "        {} fichier(s) copié(s).",
    "es": "        {} archivo(s) copiado(s).",
    "zh": "已复制         {} 个文件。",
}
MOVED = {
    "en": "        {} file(s) moved.",
    "de": "        {} Datei(en) verschoben.",
    "ja": "        {} 個のファイルを移動しました。",
    "fr": "        {} fichier(s) déplacé(s).",
    "es": "        {} archivo(s) movido(s).",
    "zh": "移动了         {} 个文件。",
}
CODE_PAGE = {
    "en": "Active code page: {}",
    "de": "Aktive Codepage: {}.",
    "ja": "現在のコード ページ: {}",
    "fr": "Page de codes active : {}",
    "es": "Tabla de códigos activa: {}",
    "zh": "活动代码页: {}",
}
BAD_CODE_PAGE = {
    "en": "Invalid code page",
    "de": "Unzulässige Codepage",
    "ja": "無効なコード ページです",
    "fr": "Page de codes non valide",
    "es": "Tabla de códigos no válida",
    "zh": "无效代码页",
}
VERSION = {
    "en": "Microsoft Windows [Version {}]",
    "de": "Microsoft Windows [Version {}]",
    "ja": "Microsoft Windows [Version {}]",
    "fr": "Microsoft Windows [version {}]",
    "es": "Microsoft Windows [Versión {}]",
    "zh": "Microsoft Windows [版本 {}]",
}
VOLUME = {
    "en": " Volume in drive C is OS\r\n Volume Serial Number is 7A3C-91E4",
    "de": " Volume in Laufwerk C: ist OS\r\n Volumeseriennummer: 7A3C-91E4",
    "ja": " ドライブ C のボリューム ラベルは OS です\r\n ボリューム シリアル番号は 7A3C-91E4 です",
    "fr": " Le volume dans le lecteur C s’appelle OS\r\n"
    " Le numéro de série du volume est 7A3C-91E4",
    "es": " El volumen de la unidad C es OS\r\n El número de serie del volumen es: 7A3C-91E4",
    "zh": " 驱动器 C 中的卷是 OS\r\n 卷的序列号是 7A3C-91E4",
}
DIRECTORY_OF = {
    "en": " Directory of {}",
    "de": " Verzeichnis von {}",
    "ja": " {} のディレクトリ",
    "fr": " Répertoire de {}",
    "es": " Directorio de {}",
    "zh": " {} 的目录",
}
FILES = {
    "en": "{:>16} File(s) {:>14} bytes",
    "de": "{:>16} Datei(en), {:>14} Bytes",
    "ja": "{:>16} 個のファイル         {:>14} バイト",
    "fr": "{:>16} fichier(s) {:>15} octets",
    "es": "{:>16} archivos {:>14} bytes",
    "zh": "{:>16} 个文件 {:>14} 字节",
}
DIRECTORIES = {
    "en": "{:>16} Dir(s) {:>15} bytes free",
    "de": "{:>16} Verzeichnis(se), {:>14} Bytes frei",
    "ja": "{:>16} 個のディレクトリ {:>15} バイトの空き領域",
    "fr": "{:>16} Rép(s) {:>15} octets libres",
    "es": "{:>16} dirs {:>14} bytes libres",
    "zh": "{:>16} 个目录 {:>14} 可用字节",
}
TOTAL = {
    "en": "     Total Files Listed:",
    "de": "     Anzahl der angezeigten Dateien:",
    "ja": "     ファイルの総数:",
    "fr": "     Total des fichiers listés :",
    "es": "     Total de archivos en la lista:",
    "zh": "     所列文件总数:",
}
NO_LABEL = {
    "en": "The system cannot find the batch label specified - {}",
    "de": "Das System kann die angegebene Sprungmarke nicht finden - {}",
    "ja": "バッチ ラベルが見つかりません - {}",
    "fr": "Le système ne trouve pas le nom de fichier de commandes spécifié - {}",
    "es": "El sistema no encuentra la etiqueta por lotes especificada - {}",
    "zh": "系统找不到指定的批处理标签 - {}",
}
ECHO_IS = {
    "en": ("ECHO is on.", "ECHO is off."),
    "de": ("ECHO ist eingeschaltet (ON).", "ECHO ist ausgeschaltet (OFF)."),
    "ja": ("ECHO は <ON> です。", "ECHO は <OFF> です。"),
    "fr": ("Commande ECHO activée.", "Commande ECHO désactivée."),
    "es": ("ECHO está activado.", "ECHO está desactivado."),
    "zh": ("ECHO 处于打开状态。", "ECHO 处于关闭状态。"),
}
PAUSE = {
    "en": "Press any key to continue . . . ",
    "de": "Drücken Sie eine beliebige Taste . . . ",
    "ja": "続行するには何かキーを押してください . . . ",
    "fr": "Appuyez sur une touche pour continuer... ",
    "es": "Presione una tecla para continuar . . . ",
    "zh": "请按任意键继续. . . ",
}
