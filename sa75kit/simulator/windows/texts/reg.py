"""Words of reg.exe."""

from __future__ import annotations

DEFAULT = {"en": "(Default)", "de": "(Standard)", "ja": "(既定)", "fr": "(par défaut)",
           "es": "(Predeterminado)", "zh": "(默认)"}  # fmt: skip
NOT_SET = {"en": "(value not set)", "de": "(Wert nicht gesetzt)", "ja": "(値の設定なし)",
           "fr": "(valeur non définie)", "es": "(valor no establecido)",
           "zh": "(数值未设置)"}  # fmt: skip
NOT_FOUND = {
    "en": "ERROR: The system was unable to find the specified registry key or value.",
    "de": "FEHLER: Der angegebene Registrierungsschlüssel bzw. Wert wurde nicht gefunden.",
    "ja": "エラー: 指定されたレジストリ キーまたは値が見つかりませんでした",
    "fr": "Erreur : le système n’a pas trouvé la clé ou la valeur de Registre spécifiée.",
    "es": "ERROR: el sistema no pudo encontrar la clave o el valor del Registro especificado.",
    "zh": "错误: 系统找不到指定的注册表项或值。",
}
ERROR = {"en": "ERROR: {}", "de": "FEHLER: {}", "ja": "エラー: {}", "fr": "Erreur : {}",
         "es": "ERROR: {}", "zh": "错误: {}"}  # fmt: skip
FOUND = {
    "en": "End of search: {} match(es) found.",
    "de": "Suche beendet: {} Übereinstimmung(en) gefunden.",
    "ja": "検索の完了: {} 件一致しました",
    "fr": "Fin de la recherche : {} correspondance(s) trouvée(s).",
    "es": "Fin de la búsqueda: {} coincidencia(s) encontrada(s).",
    "zh": "搜索结束: 找到 {} 匹配。",
}
SYNTAX = {
    "en": 'ERROR: Invalid syntax.\r\nType "REG {} /?" for usage.',
    "de": 'FEHLER: Ungültige Syntax.\r\nGeben Sie "REG {} /?" ein, um die Syntax anzuzeigen.',
    "ja": 'エラー: 構文が正しくありません。\r\n"REG {} /?" と入力すると使用法が表示されます。',
    "fr": 'Erreur : syntaxe non valide.\r\nEntrez "REG {} /?" pour afficher la syntaxe.',
    "es": 'ERROR: sintaxis no válida.\r\nEscriba "REG {} /?" para ver el uso.',
    "zh": '错误: 无效语法。\r\n键入 "REG {} /?" 以获取用法信息。',
}
INVALID_KEY = {
    "en": "ERROR: Invalid key name.",
    "de": "FEHLER: Ungültiger Schlüsselname.",
    "ja": "エラー: キー名が正しくありません。",
    "fr": "Erreur : nom de clé non valide.",
    "es": "ERROR: nombre de clave no válido.",
    "zh": "错误: 无效项名。",
}
OVERWRITE = {
    "en": "Value {} exists, overwrite(Yes/No)? ",
    "de": "Der Wert {} ist bereits vorhanden, überschreiben (Ja/Nein)? ",
    "ja": "値 {} は存在します。上書きしますか? (Yes/No) ",
    "fr": "La valeur {} existe, remplacer (Oui/Non) ? ",
    "es": "El valor {} ya existe, ¿desea sobrescribirlo (Sí/No)? ",
    "zh": "值 {} 已存在，要覆盖吗(Yes/No)? ",
}
DELETE_VALUE = {
    "en": "Delete the registry value {} (Yes/No)? ",
    "de": "Möchten Sie den Registrierungswert {} wirklich löschen (Ja/Nein)? ",
    "ja": "レジストリ値 {} を削除しますか? (Yes/No) ",
    "fr": "Supprimer la valeur de Registre {} (Oui/Non) ? ",
    "es": "¿Desea eliminar el valor del Registro {} (Sí/No)? ",
    "zh": "要删除注册表值 {} 吗(Yes/No)? ",
}
DELETE_KEY = {
    "en": "Permanently delete the registry key {} (Yes/No)? ",
    "de": "Möchten Sie den Registrierungsschlüssel {} endgültig löschen (Ja/Nein)? ",
    "ja": "レジストリ キー {} を完全に削除しますか? (Yes/No) ",
    "fr": "Voulez-vous supprimer définitivement la clé de Registre {} (Oui/Non) ? ",
    "es": "¿Desea eliminar permanentemente la clave del Registro {} (Sí/No)? ",
    "zh": "要永久删除注册表项 {} 吗(Yes/No)? ",
}
CANCELLED = {
    "en": "The operation was canceled by the user.",
    "de": "Der Vorgang wurde durch den Benutzer abgebrochen.",
    "ja": "この操作は、ユーザーによって取り消されました。",
    "fr": "L’opération a été annulée par l’utilisateur.",
    "es": "El usuario ha cancelado la operación.",
    "zh": "操作已被用户取消。",
}
