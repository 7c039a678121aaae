// SPDX-License-Identifier: GPL-2.0
/*
 * Leaves an empty block behind the sessions of the Live Update Orchestrator: creates as many sessions as fill a block, and then one
 * of a name that exists. See docs/findings.md. The finding was made in a transcription of the code, NOT RUN ON A KERNEL.
 *
 *   gcc -Wall -Wextra -o duplicate-create duplicate-create.c
 *   ./duplicate-create --yes
 *
 * Run it on a machine that may be lost, booted with kho=on liveupdate=on, with the next kernel loaded by kexec -s -l. It keeps the
 * sessions open until it is ended. While it runs, go on into the next kernel by kexec -e: systemctl kexec ends processes first, which
 * closes the sessions. If the finding holds, the next kernel says "Block contains invalid entry count: 0" early, and panics. With
 * --control the duplicate is left out, and the next kernel must boot.
 *
 * Exit code: 0 if it was ended with the sessions open, 1 if the kernel answers otherwise than expected, 2 if nothing was tried.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* As include/uapi/linux/liveupdate.h has them; here so that no new header need be installed. */
#define LIVEUPDATE_DEVICE "/dev/liveupdate"
#define LIVEUPDATE_SESSION_NAME_LENGTH 64

struct create_session {
	uint32_t size;
	int32_t fd;
	uint8_t name[LIVEUPDATE_SESSION_NAME_LENGTH];
};

#define CREATE_SESSION _IO(0xBA, 0x00)

_Static_assert(sizeof(struct create_session) == 72, "the kernel has 72 bytes");

/* A page less its header of 16 bytes, by sessions of 80 bytes. */
#define SESSIONS_A_BLOCK ((4096 - 16) / 80)

/* Returns 0, or the errno of the kernel. The descriptor stays open: a close would take the session away. */
static int create(int device, int number)
{
	struct create_session arg = { .size = sizeof(arg), .fd = -1 };

	snprintf((char *)arg.name, sizeof(arg.name), "block-%d", number);
	return ioctl(device, CREATE_SESSION, &arg) < 0 ? errno : 0;
}

int main(int argc, char **argv)
{
	int control = argc == 2 && strcmp(argv[1], "--control") == 0;
	int device, err, i;

	device = open(LIVEUPDATE_DEVICE, O_RDWR | O_CLOEXEC);
	if (device < 0) {
		fprintf(stderr, "duplicate-create: %s: %s; nothing was tried\n", LIVEUPDATE_DEVICE, strerror(errno));
		return 2;
	}

	if (!control && !(argc == 2 && strcmp(argv[1], "--yes") == 0)) {
		fprintf(stderr, "duplicate-create: may make the next kernel panic; say --yes, or --control; nothing was tried\n");
		return 2;
	}

	for (i = 0; i < SESSIONS_A_BLOCK; i++) {
		err = create(device, i);
		if (err) {
			fprintf(stderr, "duplicate-create: session %d: %s, not created\n", i, strerror(err));
			return 1;
		}
	}

	if (!control) {
		err = create(device, 0);
		if (err != EEXIST) {
			fprintf(stderr, "duplicate-create: the duplicate: %s, not EEXIST\n", err ? strerror(err) : "created");
			return 1;
		}
	}

	printf("%d sessions are open%s. Go on into the next kernel now; a signal ends this.\n",
	       SESSIONS_A_BLOCK, control ? "" : ", and one create was told EEXIST");
	fflush(stdout);
	pause();
	return 0;
}
