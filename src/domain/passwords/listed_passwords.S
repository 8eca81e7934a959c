# SPDX-License-Identifier: EUPL-1.2
# What tools/build_listed_passwords.mjs made, as a constant of the program.
    .section .rodata
    .global voordeur_listed_passwords
    .global voordeur_listed_passwords_end
    .balign 4
voordeur_listed_passwords:
    .incbin "listed_passwords.bin"
voordeur_listed_passwords_end:
    .section .note.GNU-stack,"",%progbits
