using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl.Memory;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Sessions.SelfChecks;

/// <summary>Preserved memory, held against a plain model of it (<see cref="PlainMemory"/>): every short sequence of calls that change it, and
/// after each what is in it; after the shortest also many calls that do not change it, most of which must be refused. Programs of sessions
/// make few of them, and only as they should.</summary>
public static class MemoryProof
{
    /// <summary>What messages call it.</summary>
    public const string Subject = "preserved memory";

    private const int Page = Limits.PageSize;
    private const int MostCalls = 3;

    /// <summary>After more calls it is only asked what is in the memory.</summary>
    private const int MostCallsAsked = 2;

    /// <summary>What is asked after each sequence is about the last blocks that were given out, so many of them.</summary>
    private const int AskedBlocks = 3;

    private static readonly int[] Limited = [1, 2, 3, 4, 64, Page, Page + 1];

    /// <summary>A call that may change the memory.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Of">It, of either; it is told the last block that was given out, and the one before.</param>
    private sealed record Call(string Name, Func<IMemory, (ulong Address, int Size), ulong, MemoryAnswer> Of);

    private static readonly Call[] Calls =
    [
        new("allocate 1 byte", (memory, _, _) => memory.Alloc(1)),
        new("allocate a page", (memory, _, _) => memory.Alloc(Page)),
        new("allocate a page and a byte", (memory, _, _) => memory.Alloc(Page + 1)),
        new("allocate and be refused", (memory, _, _) => memory.Alloc(1, isRefused: true)),
        new("fill the last block", (memory, last, _) => memory.Write(last.Address, last.Size, (byte)'x')),
        new("write 2 bytes into the last block", (memory, last, _) => memory.Write(last.Address + 3, 2, (byte)'y')),
        new("write 0 to the last byte of the last block", (memory, last, _) => memory.Write(last.Address + (ulong)last.Size - 1, 1, 0)),
        new("write into the block before", (memory, _, before) => memory.Write(before + Page - 1, 1, (byte)'z')),
        new("tamper with the block before", (memory, _, before) => memory.Tamper(before, Page - 2, (byte)'t')),
        new("unpreserve the last block", (memory, last, _) => memory.UnpreserveFree(last.Address)),
        new("unpreserve the block before", (memory, _, before) => memory.UnpreserveFree(before)),
        new("give back the block before", (memory, _, before) => memory.RestoreFree(before)),
        new("kexec", (memory, _, _) => memory.Kexec(isLoaded: false)),
        new("kexec by an image", (memory, _, _) => memory.Kexec(isLoaded: true)),
    ];

    /// <summary>Calls that no others follow, because of their size.</summary>
    private static readonly Call[] Largest =
    [
        new("allocate the most", (memory, _, _) => memory.Alloc(Agreed.LargestAllocation)),
        new("allocate a byte more than that", (memory, _, _) => memory.Alloc(Agreed.LargestAllocation + 1)),
        new("allocate as much as a number can say", (memory, _, _) => memory.Alloc(int.MaxValue)),
    ];

    /// <summary>What shows all that is in the memory.</summary>
    private static readonly (string What, Func<IMemory, MemoryAnswer> Ask)[] Looks =
    [
        ("what lives", memory => memory.Live()),
        ("the image", memory => memory.Image()),
        ("the image of a memory that is loaded from it, and its next allocation", memory => memory.Loaded()),
    ];

    /// <summary>Puts every sequence of calls to the memory and to the model.</summary>
    /// <param name="timeIsUp">Asked after each sequence; what is left is left out then.</param>
    /// <returns>How many sequences there are.</returns>
    /// <exception cref="InternalErrorException">The memory is wrong; the message says after which calls.</exception>
    public static long Require(Func<bool> timeIsUp)
    {
        // What one sequence leaves in the pages is nothing to the next.
        var pages = new PagePool();
        return Require(timeIsUp, () => new WatchedMemory(pages));
    }

    /// <summary>Puts every sequence to another memory.</summary>
    /// <param name="timeIsUp">Asked after each sequence.</param>
    /// <param name="make">Makes a memory on which the first kernel has booted.</param>
    internal static long Require(Func<bool> timeIsUp, Func<IMemory> make)
    {
        ulong first;
        using (IMemory memory = make())
        {
            first = BitConverter.ToUInt64(memory.Live().Bytes.Span);
        }

        if (first == 0 || first % Page != 0)
        {
            throw new InternalErrorException($"{Subject} is wrong: the first block is at 0x{first:x}, which is no page");
        }

        long sequences = 0;
        Stack<Call[]> left = new([[], .. Largest.Select(call => (Call[])[call])]);
        while (left.TryPop(out Call[]? calls) && !timeIsUp())
        {
            sequences++;
            if (ChangesIt(calls, first, make) && calls.Length < MostCalls && !calls.Any(Largest.Contains))
            {
                Array.ForEach(Calls, call => left.Push([.. calls, call]));
            }
        }

        return sequences;
    }

    /// <returns>Whether the last call is not refused.</returns>
    private static bool ChangesIt(Call[] calls, ulong first, Func<IMemory> make)
    {
        var model = new PlainMemory(first);
        model.Boot();
        using IMemory memory = make();
        MemoryAnswer answer = default;
        foreach (Call call in calls)
        {
            (ulong Address, int Size) last = model.Given[^1];
            ulong before = model.Given[^Math.Min(2, model.Given.Count)].Address;
            answer = Ask("", each => call.Of(each, last, before));
        }

        foreach ((string what, Func<IMemory, MemoryAnswer> question) in Looks.Concat(calls.Length <= MostCallsAsked ? Questions(model.Given) : []))
        {
            Ask(what, question);
        }

        return string.IsNullOrEmpty(answer.Refusal);

        MemoryAnswer Ask(string what, Func<IMemory, MemoryAnswer> question)
        {
            MemoryAnswer expected = question(model), given = Answer(question, memory);
            return expected.Agrees(given) ? expected : throw new InternalErrorException(
                $"{Subject} is wrong: {string.Join(", ", calls.Select(call => call.Name).Append(what).Where(each => each.Length > 0))}: "
                + $"the model says {expected.Words(given)}, the memory {given.Words(expected)}");
        }
    }

    private static MemoryAnswer Answer(Func<IMemory, MemoryAnswer> question, IMemory memory)
    {
        try
        {
            return question(memory);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new($"throws {fault.GetType().Name}: {fault.Message}", default);
        }
    }

    /// <summary>Calls that change nothing: as they look on, or because they must be refused.</summary>
    private static IEnumerable<(string What, Func<IMemory, MemoryAnswer> Ask)> Questions(IReadOnlyList<(ulong Address, int Size)> given)
    {
        foreach (ulong address in (ulong[])[0, Page - 1, Page, given[0].Address - 1, ulong.MaxValue])
        {
            yield return ($"read at 0x{address:x}", memory => memory.Read(address, 1));
        }

        foreach ((ulong address, int size) in given.Skip(given.Count - AskedBlocks))
        {
            yield return ($"observe 0x{address:x}", memory => memory.Observe(address));
            yield return ($"observe 0x{address + 1:x}", memory => memory.Observe(address + 1));
            yield return ($"read the whole of 0x{address:x}", memory => memory.ReadWhole(address));
            yield return ($"unpreserve 0x{address + 1:x}", memory => memory.UnpreserveFree(address + 1));
            yield return ($"give back 0x{address + 1:x}", memory => memory.RestoreFree(address + 1));
            foreach (int wanted in (int[])[1, size, size + 1])
            {
                yield return ($"whether 0x{address:x} is handed over with {wanted} bytes", memory => memory.IsHandedOver(address, wanted));
            }

            yield return ($"whether 0x{address + 1:x} is handed over", memory => memory.IsHandedOver(address + 1, 1));
            foreach (ulong at in (ulong[])[address, address + 3, address + (ulong)size - 2, address + (ulong)size])
            {
                int room = (int)(address + (ulong)size - at);
                foreach (int length in (int[])[0, room, room + 1])
                {
                    yield return ($"read {length} bytes at 0x{at:x}", memory => memory.Read(at, length));
                }

                yield return ($"write over {room} bytes at 0x{at:x}", memory => memory.Write(at, room));
                yield return ($"write over {room + 1} bytes at 0x{at:x}", memory => memory.Write(at, room + 1));
                foreach (int limit in Limited)
                {
                    yield return ($"read a string of up to {limit} bytes at 0x{at:x}", memory => memory.ReadString(at, limit));
                }
            }

            // The page behind the block belongs to nobody.
            yield return ($"read behind the end of 0x{address:x}", memory => memory.Read(address + (ulong)size + 1, 0));
            yield return ($"read a string behind the end of 0x{address:x}", memory => memory.ReadString(address + (ulong)size + 1, 1));
        }
    }
}
