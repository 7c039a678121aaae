/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Writes and reads hand-overs with C structures and libfdt, so that a test can compare with what the C# code does.
 *
 *     handover_peer write|read INPUT OUTPUT
 *
 *     write  u8 format, u64 address, a content      -> u32 length, an image
 *     read   u8 format, u64 address, u32 length, an image -> a content
 *
 * Format 1 is luo-v1 with luo-session-v1, 2 with luo-session-v2, 5 is luo-v5. A content is u64 number, u32 count of
 * sessions {text, u32 count of files {text, u64 data, u64 token}}, u32 count of flbs {text, u64 data, u64 count}; a
 * text is u32 length and that many bytes.
 */
#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 4096
#define PACKED __attribute__((packed))
#define ARENA (64u << 20)

struct luo_ser { char compatible[8]; uint64_t liveupdate_num, sessions_pa, flbs_pa; } PACKED;
struct block_header { uint64_t next, count; } PACKED;
struct session_header { uint64_t count; } PACKED;
struct session_v1 { char name[64]; } PACKED;
struct session_v2 { char name[64]; uint64_t files, count; } PACKED;
struct file { char compatible[48]; uint64_t data, token; } PACKED;
struct flb_header { uint64_t pgcnt, count; } PACKED;
struct flb { char name[48]; uint64_t data, count; } PACKED;

struct session_block { struct block_header header; struct session_v2 entries[51]; } PACKED;
struct file_block { struct block_header header; struct file entries[63]; } PACKED;
struct flb_page { struct flb_header header; struct flb entries[63]; } PACKED;
struct sessions_1 { struct session_header header; struct session_v1 entries[1023]; } PACKED;
struct sessions_2 { struct session_header header; struct session_v2 entries[819]; } PACKED;

_Static_assert(sizeof(struct luo_ser) == 32, "luo_ser");
_Static_assert(sizeof(struct session_block) == 4096, "block of sessions");
_Static_assert(sizeof(struct file_block) <= 4096 && sizeof(struct file_block) + 64 > 4096, "block of files");
_Static_assert(sizeof(struct flb_page) <= 4096 && sizeof(struct flb_page) + 64 > 4096, "flbs");
_Static_assert(sizeof(struct sessions_1) <= 65536 && sizeof(struct sessions_1) + 64 > 65536, "sessions v1");
_Static_assert(sizeof(struct sessions_2) <= 65536 && sizeof(struct sessions_2) + 80 > 65536, "sessions v2");

static FILE *input, *output;
static char *arena;
static size_t used;
static uint64_t base;

static void die(const char *why)
{
    fprintf(stderr, "handover_peer: %s\n", why);
    exit(2);
}

static void get(void *to, size_t size)
{
    if (size && fread(to, 1, size, input) != size)
        die("the input ends within a request");
}

static void put(const void *from, size_t size)
{
    if (size && fwrite(from, 1, size, output) != size)
        die("cannot write");
}

static uint32_t get32(void) { uint32_t value; get(&value, 4); return value; }
static uint64_t get64(void) { uint64_t value; get(&value, 8); return value; }
static void put32(uint32_t value) { put(&value, 4); }
static void put64(uint64_t value) { put(&value, 8); }

static void get_text(char *to, size_t room)
{
    uint32_t length = get32();

    if (length >= room)
        die("text too long");
    get(to, length);
}

static void put_text(const char *from)
{
    put32(strlen(from));
    put(from, strlen(from));
}

static void *take(size_t size)
{
    void *at = arena + used;

    used += size;
    if (used > ARENA)
        die("no memory");
    return at;
}

static uint64_t to_pa(void *at) { return base + (uint64_t)((char *)at - arena); }
static void *from_pa(uint64_t pa) { return arena + (pa - base); }

static void get_file(struct file *file)
{
    get_text(file->compatible, sizeof(file->compatible));
    file->data = get64();
    file->token = get64();
}

static uint64_t take_flbs(uint32_t count)
{
    struct flb_page *page = take(PAGE);
    uint32_t i;

    page->header.pgcnt = 1;
    page->header.count = count;
    for (i = 0; i < count; i++) {
        get_text(page->entries[i].name, sizeof(page->entries[i].name));
        page->entries[i].data = get64();
        page->entries[i].count = get64();
    }
    return to_pa(page);
}

/* A chain of blocks for so many entries; the blocks lie one behind the other. */
static char *take_chain(uint32_t count, uint32_t per_block)
{
    char *first = NULL;
    struct block_header *last = NULL;

    while (count) {
        struct block_header *block = take(PAGE);

        if (last)
            last->next = to_pa(block);
        else
            first = (char *)block;
        block->count = count < per_block ? count : per_block;
        count -= block->count;
        last = block;
    }
    return first;
}

static void write_blocks(struct luo_ser *ser, uint64_t number)
{
    uint32_t sessions = get32(), i, j, flbs;
    struct session_block *blocks = (void *)take_chain(sessions, 51);

    strcpy(ser->compatible, "luo-v5");
    ser->liveupdate_num = number;
    ser->sessions_pa = blocks ? to_pa(blocks) : 0;
    for (i = 0; i < sessions; i++) {
        struct session_v2 *session = &blocks[i / 51].entries[i % 51];
        char *files;

        get_text(session->name, sizeof(session->name));
        session->count = get32();
        files = take_chain(session->count, 63);
        session->files = files ? to_pa(files) : 0;
        for (j = 0; j < session->count; j++)
            get_file(&((struct file_block *)(files + j / 63 * PAGE))->entries[j % 63]);
    }
    flbs = get32();
    ser->flbs_pa = flbs ? take_flbs(flbs) : 0;
}

static int add_node(void *fdt, const char *name, const char *compatible, const char *property, uint64_t pa)
{
    int err = fdt_begin_node(fdt, name);

    err |= fdt_property_string(fdt, "compatible", compatible);
    err |= fdt_property(fdt, property, &pa, sizeof(pa));
    return err | fdt_end_node(fdt);
}

static void write_tree(void *fdt, int version, uint64_t number)
{
    char *block = take(16 * PAGE);
    uint32_t sessions = get32(), i, j;
    int err;

    ((struct session_header *)block)->count = sessions;
    for (i = 0; i < sessions; i++) {
        struct session_v2 *two = &((struct sessions_2 *)block)->entries[i];
        struct session_v1 *one = &((struct sessions_1 *)block)->entries[i];
        uint32_t files;

        get_text(version == 1 ? one->name : two->name, 64);
        files = get32();
        if (!files)
            continue;
        two->files = to_pa(take(2 * PAGE));
        two->count = files;
        for (j = 0; j < files; j++)
            get_file((struct file *)from_pa(two->files) + j);
    }
    err = fdt_create(fdt, PAGE);
    err |= fdt_finish_reservemap(fdt);
    err |= fdt_begin_node(fdt, "");
    err |= fdt_property_string(fdt, "compatible", "luo-v1");
    err |= fdt_property(fdt, "liveupdate-number", &number, sizeof(number));
    err |= add_node(fdt, "luo-session", version == 1 ? "luo-session-v1" : "luo-session-v2", "luo-session-header", to_pa(block));
    i = get32();
    if (version == 2)
        err |= add_node(fdt, "luo-flb", "luo-flb-v1", "luo-flb-header", take_flbs(i));
    err |= fdt_end_node(fdt);
    err |= fdt_finish(fdt);
    if (err)
        die("libfdt refuses the tree");
}

static void put_file(const struct file *file)
{
    put_text(file->compatible);
    put64(file->data);
    put64(file->token);
}

static void put_flbs(uint64_t pa)
{
    struct flb_page *page = pa ? from_pa(pa) : NULL;
    uint32_t i;

    put32(page ? page->header.count : 0);
    for (i = 0; page && i < page->header.count; i++) {
        put_text(page->entries[i].name);
        put64(page->entries[i].data);
        put64(page->entries[i].count);
    }
}

static uint32_t entries_of(uint64_t pa)
{
    uint32_t sum = 0;

    for (; pa; pa = ((struct block_header *)from_pa(pa))->next)
        sum += ((struct block_header *)from_pa(pa))->count;
    return sum;
}

static void read_blocks(const struct luo_ser *ser)
{
    uint64_t pa, files, i, j;

    if (strcmp(ser->compatible, "luo-v5"))
        die("another version");
    put64(ser->liveupdate_num);
    put32(entries_of(ser->sessions_pa));
    for (pa = ser->sessions_pa; pa; pa = ((struct block_header *)from_pa(pa))->next) {
        struct session_block *block = from_pa(pa);

        for (i = 0; i < block->header.count; i++) {
            put_text(block->entries[i].name);
            put32(block->entries[i].count);
            for (files = block->entries[i].files; files; files = ((struct block_header *)from_pa(files))->next)
                for (j = 0; j < ((struct block_header *)from_pa(files))->count; j++)
                    put_file(&((struct file_block *)from_pa(files))->entries[j]);
        }
    }
    put_flbs(ser->flbs_pa);
}

static uint64_t number_in(const void *fdt, int node, const char *name)
{
    int length;
    const void *value = fdt_getprop(fdt, node, name, &length);
    uint64_t number;

    if (!value || length != 8)
        die("a number is missing");
    memcpy(&number, value, 8);
    return number;
}

static void read_tree(const void *fdt, int version)
{
    int node = fdt_subnode_offset(fdt, 0, "luo-session");
    char *block;
    uint64_t i, j;

    if (fdt_node_check_compatible(fdt, 0, "luo-v1")
        || fdt_node_check_compatible(fdt, node, version == 1 ? "luo-session-v1" : "luo-session-v2"))
        die("another version");
    block = from_pa(number_in(fdt, node, "luo-session-header"));
    put64(number_in(fdt, 0, "liveupdate-number"));
    put32(((struct session_header *)block)->count);
    for (i = 0; i < ((struct session_header *)block)->count; i++) {
        struct session_v2 *two = &((struct sessions_2 *)block)->entries[i];

        put_text(version == 1 ? ((struct sessions_1 *)block)->entries[i].name : two->name);
        put32(version == 1 ? 0 : two->count);
        for (j = 0; version == 2 && j < two->count; j++)
            put_file((struct file *)from_pa(two->files) + j);
    }
    put_flbs(version == 1 ? 0 : number_in(fdt, fdt_subnode_offset(fdt, 0, "luo-flb"), "luo-flb-header"));
}

int main(int argc, char **argv)
{
    unsigned char format;

    if (argc != 4)
        die("usage: handover_peer write|read INPUT OUTPUT");
    input = fopen(argv[2], "rb");
    output = fopen(argv[3], "wb");
    arena = calloc(1, ARENA);
    if (!input || !output || !arena)
        die("cannot open a file");
    while (fread(&format, 1, 1, input) == 1) {
        base = get64();
        used = 0;
        if (!strcmp(argv[1], "write")) {
            uint64_t number = get64();
            void *root;

            memset(arena, 0, ARENA);
            root = take(PAGE);
            if (format == 5)
                write_blocks(root, number);
            else
                write_tree(root, format, number);
            put32(used);
            put(arena, used);
        } else {
            uint32_t length = get32();

            get(take(length), length);
            if (format == 5)
                read_blocks((struct luo_ser *)arena);
            else
                read_tree(arena, format);
        }
    }
    return fclose(output) ? 2 : 0;
}
