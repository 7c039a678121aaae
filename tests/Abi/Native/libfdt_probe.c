/* SPDX-License-Identifier: GPL-2.0-only */
/* Compiles and links exactly where gcc and libfdt are installed. */
#include <libfdt.h>

int main(void)
{
    return fdt_magic("\xd0\x0d\xfe\xed") == FDT_MAGIC ? fdt_check_header("") == 0 : 1;
}
