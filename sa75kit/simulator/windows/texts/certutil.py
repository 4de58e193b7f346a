"""Words of certutil.exe -hashfile.

Best knowledge rather than a capture: es and zh texts of failure, fr and es of Windows 7.
"""

from __future__ import annotations

HASH_OF = {
    "en": "{} hash of {}:",
    "de": "{}-Hash von {}:",
    "ja": "{} ハッシュ (対象 {}):",
    "fr": "Hachage {} de {} :",
    "es": "Hash {} de {}:",
    "zh": "{} 的 {} 哈希:",
}
# Windows 7 and 8 name the file as a file, and write the bytes apart.
HASH_OF_OLD = {
    "en": "{} hash of file {}:",
    "de": "{}-Hash der Datei {}:",
    "ja": "{} ハッシュ (ファイル {}):",
    "fr": "Hachage {} du fichier {} :",
    "es": "Hash {} del archivo {}:",
    "zh": "{} 哈希(文件 {}):",
}
DONE = {
    "en": "CertUtil: -{} command completed successfully.",
    "de": "CertUtil: -{}-Befehl wurde erfolgreich ausgeführt.",
    "ja": "CertUtil: -{} コマンドは正常に完了しました。",
    "fr": "CertUtil: -{} La commande s’est terminée correctement.",
    "es": "CertUtil: -{} comando completado correctamente.",
    "zh": "CertUtil: -{} 命令成功完成。",
}
FAILED = {
    "en": "CertUtil: -{} command FAILED: {}",
    "de": "CertUtil: -{}-Befehl ist fehlgeschlagen: {}",
    "ja": "CertUtil: -{} コマンド エラーです: {}",
    "fr": "CertUtil: -{} ÉCHEC de la commande : {}",
    "es": "CertUtil: -{} ERROR de comando: {}",
    "zh": "CertUtil: -{} 失败: {}",
}
