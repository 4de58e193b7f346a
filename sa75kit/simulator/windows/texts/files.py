"""Words of attrib, icacls, takeown, xcopy, robocopy and pnputil.

Best knowledge rather than a capture: fr, es and zh texts of icacls and takeown.
"""

from __future__ import annotations

NOT_FOUND = {
    "en": "File not found - {}", "de": "Datei {} nicht gefunden",
    "ja": "ファイルが見つかりません - {}", "fr": "Fichier introuvable - {}",
    "es": "No se encontró el archivo: {}", "zh": "找不到文件 - {}",
}  # fmt: skip
COPIED = {
    "en": "{} File(s) copied", "de": "{} Datei(en) kopiert",
    "ja": "{} 個のファイルをコピーしました", "fr": "{} fichier(s) copié(s)",
    "es": "{} archivo(s) copiado(s)", "zh": "复制了 {} 个文件",
}  # fmt: skip
PROCESSED = {
    "en": "processed file: {}", "de": "Bearbeitete Datei: {}",
    "ja": "処理ファイル: {}", "fr": "fichier traité : {}",
    "es": "archivo procesado: {}", "zh": "已处理的文件: {}",
}  # fmt: skip
SUMMARY = {
    "en": "Successfully processed {} files; Failed processing {} files",
    "de": "{} Dateien erfolgreich verarbeitet, bei {} Dateien ist ein Verarbeitungsfehler "
    "aufgetreten.",
    "ja": "{} 個のファイルが正常に処理されました。{} 個のファイルを処理できませんでした",
    "fr": "{} fichiers correctement traités ; échec du traitement de {} fichiers",
    "es": "Se procesaron correctamente {} archivos; error al procesar {} archivos",
    "zh": "已成功处理 {} 个文件; 处理 {} 个文件时失败",
}
TAKEN = {
    "en": 'SUCCESS: The file (or folder): "{}" now owned by user "{}".',
    "de": 'ERFOLGREICH: Die Datei (oder der Ordner) "{}" gehört jetzt dem Benutzer "{}".',
    "ja": '成功: ファイル (またはフォルダー): "{}" は現在ユーザー "{}" によって所有されています。',
    "fr": "Opération réussie : le fichier (ou dossier) « {} » appartient désormais à "
    "l’utilisateur « {} ».",
    "es": 'CORRECTO: el archivo (o carpeta): "{}" es ahora propiedad del usuario "{}".',
    "zh": '成功: 此文件(或文件夹): "{}" 现在由用户 "{}" 所有。',
}
