"""Words of findstr.exe and find.exe."""

from __future__ import annotations

CANNOT_OPEN = {
    "en": "FINDSTR: Cannot open {}",
    "de": "FINDSTR: {} kann nicht geöffnet werden.",
    "ja": "FINDSTR: {} を開けません",
    "fr": "FINDSTR : impossible d’ouvrir {}",
    "es": "FINDSTR: no se puede abrir {}",
    "zh": "FINDSTR: 无法打开 {}",
}
BAD_COMMAND_LINE = {
    "en": "FINDSTR: Bad command line",
    "de": "FINDSTR: Ungültige Befehlszeile",
    "ja": "FINDSTR: コマンド ラインが正しくありません",
    "fr": "FINDSTR : ligne de commande incorrecte",
    "es": "FINDSTR: línea de comandos incorrecta",
    "zh": "FINDSTR: 命令行错误",
}
FIND_FORMAT = {
    "en": "FIND: Parameter format not correct",
    "de": "FIND: Parameterformat falsch",
    "ja": "FIND: パラメーターの書式が違います",
    "fr": "FIND : format incorrect de paramètre",
    "es": "FIND: formato de parámetros incorrecto",
    "zh": "FIND: 参数格式不正确",
}
FILE_NOT_FOUND = {
    "en": "File not found - {}",
    "de": "Datei nicht gefunden - {}",
    "ja": "ファイルが見つかりません - {}",
    "fr": "Fichier introuvable - {}",
    "es": "No se encontró el archivo - {}",
    "zh": "未找到文件 - {}",
}
