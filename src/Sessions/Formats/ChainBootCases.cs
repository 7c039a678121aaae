using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Abi.Blocks;
using LuoVerified.Core.Alone;
using LuoVerified.Impl;
using LuoVerified.Impl.Memory;
using LuoVerified.Sessions.Programs;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Sessions.Formats;

/// <summary>What is asked about boot and deserialize of mainline's design with two sessions and two files a block: a chain of two blocks of
/// sessions and a block of files, linked, counted and named in other ways; and how many blocks there are at the most. What is refused is given back, unless the chain has no end.</summary>
/// <remarks>No block is in a chain of sessions and in one of files: the kernel would give it back twice.</remarks>
internal static class ChainBootCases
{
    private const int PerBlock = 2;
    private const int FilesAt = KhoBlock.HeaderSize + Limits.SessionNameLength;

    private static readonly Design MainlineOfTwo = Design.All.Single(design => design.Name == "mainline-7.2-fixed-2");

    public static IEnumerable<FormatCase> All()
    {
        Handed handed = Hand();
        (ulong first, ulong second, ulong files) = (handed.Blocks[0], handed.Blocks[1], handed.Blocks[2]);
        ulong[] places = [0, first, second];
        IEnumerable<Edit[]> edits =
        [
            .. from head in places
               from one in Links(places, first)
               from other in Links(places, second)
               select (Edit[])[new(handed.Root, LuoSer.SessionsAddressOffset, head), .. one, .. other],
            .. from head in (ulong[])[0, files] from link in Links([0, files], files) select (Edit[])[new(first, FilesAt, head), .. link],
            .. Enumerable.Range(0, Limits.SessionNameLength).Select(at => (Edit[])[new(first, KhoBlock.EntryOffset(0) + at, 'y', Bytes: 1)]),
            [.. Enumerable.Range(0, Limits.SessionNameLength).Select(at => new Edit(first, KhoBlock.EntryOffset(0) + at, 'y', Bytes: 1))],
            [new(first, KhoBlock.EntryOffset(0), 'b')],
            [new(second, KhoBlock.EntryOffset(0), 'a')],
            [new(second, KhoBlock.EntryOffset(0), 0)],
            [new(files, KhoBlock.HeaderSize, 'x', Bytes: 1)],
            [new(files, KhoBlock.HeaderSize + 8, 'x', Bytes: 1)],
            [new(files, KhoBlock.HeaderSize + 64, 'x', Bytes: 1)],
        ];
        return edits.Select(each => Case(handed, each)).Concat(new[] { KhoBlock.MaxBlocks, KhoBlock.MaxBlocks + 1, 2 * KhoBlock.MaxBlocks, (2 * KhoBlock.MaxBlocks) + 1 }.Select(Long)).Append(Full);
    }

    /// <summary>As many sessions as there are blocks, with one in each, and one more.</summary>
    private static FormatCase Full => new(
        () => "sessions until there is no block for one",
        () => $"{KhoBlock.MaxBlocks} sessions, then ENOSPC, {KhoBlock.MaxBlocks} blocks",
        () =>
        {
            var machine = new Machine(new SequentialControl(), SmallPrograms.MainlineFixed);
            using (machine.Memory)
            {
                Require(machine.ColdBoot());
                int before = machine.Memory.Live.Count();
                Errno answer = Errno.Ok;
                int made = 0;
                for (; answer == Errno.Ok && made <= KhoBlock.MaxBlocks; made += answer == Errno.Ok ? 1 : 0)
                {
                    answer = machine.Kernel!.Sessions.Create(ByteString.FromUtf8($"{made}"), out _);
                }

                return $"{made} sessions, then {answer}, {machine.Memory.Live.Count() - before} blocks";
            }
        });

    /// <summary>Another next block and another count.</summary>
    private static IEnumerable<Edit[]> Links(ulong[] places, ulong block) =>
        from next in places from count in (ulong[])[0, 1, 2, 3, ulong.MaxValue] select (Edit[])[new(block, 0, next), new(block, sizeof(ulong), count)];

    private static FormatCase Case(Handed handed, Edit[] edits) => new(
        () => $"a hand-over of three sessions and two files, {string.Join(", ", edits)}",
        () =>
        {
            var pages = handed.Blocks.Append(handed.Root).ToDictionary(page => page, page => handed.Machine.Memory.Observe(page).ToArray());
            Array.ForEach(edits, edit => edit.In(pages[edit.Page]));
            return Specification(handed, page => pages[page]);
        },
        () =>
        {
            Handed another = Hand();
            using (another.Machine.Memory)
            {
                Array.ForEach(edits, edit => edit.In(another.Machine.Memory.Tamper(edit.Page)));
                return Code(another);
            }
        });

    /// <summary>Sessions a with two files, b and c are handed over.</summary>
    private static Handed Hand()
    {
        var machine = new Machine(new SequentialControl(), MainlineOfTwo);
        Require(machine.ColdBoot());
        foreach (char name in "abc")
        {
            Require(machine.Kernel!.Sessions.Create(ByteString.FromUtf8($"{name}"), out ISessionFile? file));
            foreach (ulong token in name == 'a' ? (ulong[])[7, 8] : [])
            {
                Require(file!.Ioctls!.PreserveFd(token, FileDescriptor.Of(token)));
            }
        }

        Require(machine.Kernel!.Sessions.Serialize());
        ulong root = machine.Leave();
        ulong head = LuoV5.ReadRoot(machine.Memory.Observe(root).Span)!.Value.Sessions;
        return new Handed(machine, root, [.. LuoV5.Linked(head, machine.Memory.Observe)!, LuoV5.FilesIn(machine.Memory.Observe(head)).First()]);
    }

    private static string Specification(Handed handed, Func<ulong, ReadOnlyMemory<byte>> pageAt)
    {
        ulong head = LuoV5.ReadRoot(pageAt(handed.Root).Span)!.Value.Sessions;
        List<ulong> left = [.. handed.Blocks];
        (IReadOnlyList<ulong> blocks, IReadOnlyList<string> names, bool isSound) = LuoV5.ReadChain(head, pageAt, PerBlock);
        if (!isSound)
        {
            left.RemoveAll(block => LuoV5.Linked(head, pageAt)?.Contains(block) == true);
            return Refused(Errno.EINVAL, left);
        }

        List<string> shown = [];
        int files = 0;
        Errno answer = Errno.Ok;
        foreach ((string name, ulong at) in names.Select(name => name[..Math.Min(name.Length, Limits.SessionNameLength - 1)])
            .Zip(blocks.SelectMany(block => LuoV5.FilesIn(pageAt(block)))).TakeWhile(_ => answer == Errno.Ok))
        {
            answer = shown.Contains(name) ? Errno.EEXIST : Errno.Ok;
            if (answer == Errno.Ok)
            {
                shown.Add(name);
                answer = Files(at);
            }
        }

        left.RemoveAll(blocks.Contains);
        return Booted(answer, answer == Errno.Ok ? string.Join(' ', shown.Select(Named.Words)) : $"{shown.Count + files} given up", shown.Count + files, left);

        Errno Files(ulong at)
        {
            (IReadOnlyList<ulong> chain, _, bool isChain) = LuoV5.ReadChain(at, pageAt, PerBlock);
            if (!isChain)
            {
                left.RemoveAll(block => LuoV5.Linked(at, pageAt)?.Contains(block) == true);
                return Errno.EINVAL;
            }

            string[] all = [.. chain.SelectMany(block => LuoV5.HandlersIn(pageAt(block)))];
            int sound = all.TakeWhile(handler => handler == "model-v1").Count();
            files += sound;
            return sound < all.Length ? Errno.ENOENT : Errno.Ok;
        }
    }

    private static string Code(Handed handed)
    {
        Machine machine = handed.Machine;
        Errno booted = machine.Boot(handed.Root);
        if (booted != Errno.Ok)
        {
            return Refused(booted, Left());
        }

        ISessionService sessions = machine.Kernel!.Sessions;
        Errno answer = sessions.Deserialize();
        SessionSnapshot shown = sessions.Inspect();
        string what = answer == Errno.Ok ? string.Join(' ', shown.Incoming.Select(session => $"{session.Name}")) : $"{shown.GivenUp} given up";
        return sessions.Deserialize() == answer ? Booted(answer, what, machine.Platform.LiveObjects, Left()) : "deserialize answers one thing and then another";

        IEnumerable<ulong> Left() => handed.Blocks.Where(block => machine.Memory.IsHandedOver(block, KhoBlock.Size));
    }

    private static string Refused(Errno answer, IEnumerable<ulong> left) => $"{FormatCase.Refused}: the boot answers {answer}, left are {Words(left)}";

    private static string Booted(Errno answer, string shown, int objects, IEnumerable<ulong> left) =>
        $"deserialize answers {answer}: {shown}; {objects} objects, left are {Words(left)}";

    private static string Words(IEnumerable<ulong> blocks) => string.Join(' ', blocks.Select(block => $"0x{block:x}"));

    /// <summary>A chain of many blocks with a session each, which is handed over and not deserialized. One that is more than twice too long
    /// counts as one without end: the kernel looks no further.</summary>
    private static FormatCase Long(int blocks) => new(
        () => $"a hand-over of {blocks} blocks",
        () => blocks <= KhoBlock.MaxBlocks ? $"the boot answers Ok, {blocks} are left"
            : blocks <= 2 * KhoBlock.MaxBlocks ? $"{FormatCase.Refused}: the boot answers ENOSPC, 0 are left"
            : $"{FormatCase.Refused}: the boot answers EINVAL, {blocks} are left",
        () =>
        {
            var machine = new Machine(new SequentialControl(), MainlineOfTwo);
            using (machine.Memory)
            {
                Require(machine.ColdBoot());
                ulong[] all = [.. Enumerable.Range(0, blocks).Select(_ => machine.Memory.TryAllocPreserve(KhoBlock.Size, out ulong block) ? block : 0)];
                byte[] image = LuoV5.WriteBlock(0, ["a"])!;
                foreach ((ulong block, ulong next) in all.Zip([.. all.Skip(1), 0UL]))
                {
                    image.CopyTo(machine.Memory.Tamper(block));
                    new Edit(block, 0, next).In(machine.Memory.Tamper(block));
                }

                ulong root = machine.Leave();
                new Edit(root, LuoSer.SessionsAddressOffset, all[0]).In(machine.Memory.Tamper(root));
                Errno answer = machine.Boot(root);
                string refused = answer == Errno.Ok ? "" : $"{FormatCase.Refused}: ";
                return $"{refused}the boot answers {answer}, {machine.Memory.Live.Count(block => block.State == BlockState.HandedOver && block.Size == KhoBlock.Size && block.Address != root)} are left";
            }
        });

    private static void Require(Errno answer)
    {
        if (answer != Errno.Ok)
        {
            throw new InvalidOperationException($"a hand-over could not be made: {answer}");
        }
    }

    /// <summary>A machine whose first kernel was left.</summary>
    /// <param name="Machine">The machine.</param>
    /// <param name="Root">The address of the root.</param>
    /// <param name="Blocks">The addresses of two blocks of sessions and one of files.</param>
    private sealed record Handed(Machine Machine, ulong Root, IReadOnlyList<ulong> Blocks);

    /// <summary>A number that is written over another.</summary>
    private readonly record struct Edit(ulong Page, int At, ulong Value, int Bytes = sizeof(ulong))
    {
        public void In(Memory<byte> page)
        {
            byte[] bytes = new byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Value);
            bytes.AsSpan(0, Bytes).CopyTo(page.Span[At..]);
        }

        public override string ToString() => $"0x{Value:x} at 0x{Page:x}+{At}";
    }
}
