/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Does with C structures and libfdt what the C# code does on its own, so that a test can compare the bytes.
 *
 *     libfdt_peer tree|block|write|check INPUT OUTPUT
 *
 * INPUT is a sequence of requests up to the end of the file, OUTPUT the sequence of their answers. Numbers in both
 * are little-endian (the program runs on the machine that wrote them).
 *
 *     tree   u64 number, u64 address                      -> the page of 4,096 bytes
 *     block  u32 count, count times a text                -> the session block of 65,536 bytes
 *     write  u32 buffer size, u32 count, count operations -> count times i32 (what libfdt answered), the buffer
 *     check  a text, the bytes of a tree                  -> 73 times i32, see check_one
 *
 * A text is u32 length and that many bytes. An operation is u8 code and two texts, a name and a value.
 */
#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 4096
#define BLOCK (16 * PAGE)
#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

struct luo_session_header_ser {
    uint64_t count;
} __attribute__((packed));

struct luo_session_ser {
    char name[64];
} __attribute__((packed));

static FILE *input, *output;

static void die(const char *why)
{
    fprintf(stderr, "libfdt_peer: %s\n", why);
    exit(2);
}

static int try_read(void *to, size_t size)
{
    size_t got = fread(to, 1, size, input);

    if (got != 0 && got != size)
        die("the input ends within a request");
    return got == size;
}

static void must_read(void *to, size_t size)
{
    if (size != 0 && !try_read(to, size))
        die("the input ends within a request");
}

static void put(const void *from, size_t size)
{
    if (fwrite(from, 1, size, output) != size)
        die("cannot write");
}

static void put_int(int value)
{
    int32_t word = value;

    put(&word, sizeof(word));
}

/* Memory from malloc, aligned as libfdt wants it, zeroed, with room behind the text. */
static char *read_text(uint32_t *length)
{
    char *text;

    must_read(length, sizeof(*length));
    text = calloc(1, (size_t)*length + 64);
    if (!text)
        die("out of memory");
    must_read(text, *length);
    return text;
}

static void tree_mode(void)
{
    uint64_t numbers[2];

    while (try_read(numbers, sizeof(numbers))) {
        uint64_t page[PAGE / 8];
        int err;

        memset(page, 0xa5, sizeof(page));
        err = fdt_create(page, PAGE);
        err |= fdt_finish_reservemap(page);
        err |= fdt_begin_node(page, "");
        err |= fdt_property_string(page, "compatible", "luo-v1");
        err |= fdt_property(page, "liveupdate-number", &numbers[0], 8);
        err |= fdt_begin_node(page, "luo-session");
        err |= fdt_property_string(page, "compatible", "luo-session-v1");
        err |= fdt_property(page, "luo-session-header", &numbers[1], 8);
        err |= fdt_end_node(page);
        err |= fdt_end_node(page);
        err |= fdt_finish(page);
        if (err)
            die("libfdt refuses the tree");
        put(page, PAGE);
    }
}

static void block_mode(void)
{
    static uint64_t block[BLOCK / 8];
    uint32_t count, i;

    while (try_read(&count, sizeof(count))) {
        struct luo_session_header_ser *header = (void *)block;
        struct luo_session_ser *entries = (void *)(header + 1);

        memset(block, 0, sizeof(block));
        if (count > (BLOCK - sizeof(*header)) / sizeof(*entries))
            die("too many sessions");
        header->count = count;
        for (i = 0; i < count; i++) {
            uint32_t length;
            char *name = read_text(&length);

            if (length >= sizeof(entries[i].name))
                die("name too long");
            memcpy(entries[i].name, name, length + 1);
            free(name);
        }
        put(block, BLOCK);
    }
}

static int one_operation(void *fdt, int size, int code, const char *name, const char *value, uint32_t length)
{
    uint64_t numbers[2] = { 0, 0 };

    memcpy(numbers, value, length < 16 ? length : 16);
    switch (code) {
    case 0:
        return fdt_create(fdt, size);
    case 1:
        return fdt_add_reservemap_entry(fdt, numbers[0], numbers[1]);
    case 2:
        return fdt_finish_reservemap(fdt);
    case 3:
        return fdt_begin_node(fdt, name);
    case 4:
        return fdt_end_node(fdt);
    case 5:
        return fdt_property(fdt, name, value, length);
    case 6:
        return fdt_property_string(fdt, name, value);
    case 7:
        return fdt_property_u32(fdt, name, (uint32_t)numbers[0]);
    case 8:
        return fdt_property_u64(fdt, name, numbers[0]);
    case 9:
        return fdt_finish(fdt);
    }
    die("unknown operation");
    return 0;
}

static void write_mode(void)
{
    uint32_t size, count;

    while (try_read(&size, sizeof(size))) {
        char *buffer = calloc(1, (size_t)size + 64);

        must_read(&count, sizeof(count));
        while (count--) {
            unsigned char code;
            uint32_t length;
            char *name, *value;

            must_read(&code, 1);
            name = read_text(&length);
            value = read_text(&length);
            put_int(one_operation(buffer, (int)size, code, name, value, length));
            free(name);
            free(value);
        }
        put(buffer, size);
        free(buffer);
    }
}

/*
 * Trees that fdt_check_full of libfdt 1.6.1 must not be asked about: 1, a property length wraps around 32 bits, which
 * sends the walk backwards, for ever if it comes back; 2, a version before 16, where a root name without a slash is
 * read through a null pointer.
 */
static int must_not_be_asked(const void *fdt, uint32_t length)
{
    int offset = 0, next;

    if (length < FDT_V1_SIZE || length < fdt_header_size(fdt) || fdt_check_header(fdt) || fdt_totalsize(fdt) > length)
        return 0;
    if (fdt_version(fdt) < 16)
        return 2;
    for (;; offset = next) {
        const char *at = (const char *)fdt + fdt_off_dt_struct(fdt) + offset;
        uint32_t tag = fdt_next_tag(fdt, offset, &next);

        if (tag == FDT_PROP && fdt32_ld((const fdt32_t *)(at + 4)) >= 0xfffffff4)
            return 1;
        if (tag == FDT_END || next < 0)
            return 0;
    }
}

static void look_into(const void *fdt, int node)
{
    static const char *const compatibles[] = { "luo-v1", "luo-session-v1", "" };
    static const char *const properties[] = {
        "liveupdate-number", "luo-session-header", "compatible", "a", "",
    };
    int i;

    put_int(node);
    for (i = 0; i < COUNT(compatibles); i++)
        put_int(node < 0 ? 0 : fdt_node_check_compatible(fdt, node, compatibles[i]));
    for (i = 0; i < COUNT(properties); i++) {
        int length = 0;
        const char *value = node < 0 ? NULL : fdt_getprop(fdt, node, properties[i], &length);

        put_int(length);
        put_int(value ? (int)(value - (const char *)fdt) : 0);
    }
}

/*
 * Answers what fdt_check_full says, why it was not asked (then 0), and whether the root is where libfdt looks
 * for it. For the root and four sub-nodes follow, all 0 in a tree that is refused: the
 * node offset, compatible with three strings, length and place of five properties.
 */
static void check_one(const void *fdt, uint32_t length)
{
    static const char *const nodes[] = { "luo-session", "luo-session@1", "a", "b" };
    int unasked = must_not_be_asked(fdt, length);
    int full = unasked ? 0 : fdt_check_full(fdt, length);
    int usable = !unasked && full == 0 && fdt_get_name(fdt, 0, NULL) != NULL;
    int i;

    put_int(full);
    put_int(unasked);
    put_int(usable);
    if (!usable) {
        for (i = 0; i < (1 + COUNT(nodes)) * 14; i++)
            put_int(0);
        return;
    }
    look_into(fdt, 0);
    for (i = 0; i < COUNT(nodes); i++)
        look_into(fdt, fdt_subnode_offset(fdt, 0, nodes[i]));
}

static void check_mode(void)
{
    int more;

    while ((more = fgetc(input)) != EOF) {
        uint32_t length;
        char *fdt;

        ungetc(more, input);
        fdt = read_text(&length);
        check_one(fdt, length);
        free(fdt);
    }
}

int main(int argc, char **argv)
{
    if (argc != 4)
        die("usage: libfdt_peer tree|block|write|check INPUT OUTPUT");
    input = fopen(argv[2], "rb");
    output = fopen(argv[3], "wb");
    if (!input || !output)
        die("cannot open a file");
    if (!strcmp(argv[1], "tree"))
        tree_mode();
    else if (!strcmp(argv[1], "block"))
        block_mode();
    else if (!strcmp(argv[1], "write"))
        write_mode();
    else if (!strcmp(argv[1], "check"))
        check_mode();
    else
        die("unknown mode");
    return fclose(output) ? 2 : 0;
}
