using LuoVerified.Core;
using LuoVerified.Sessions.SelfChecks;

namespace LuoVerified.Systematic.Tests;

/// <summary>Preserved memory with one fault, by its words.</summary>
internal sealed class FaultyMemory(IMemory memory, string fault) : IMemory
{
    private ulong _last;

    public MemoryAnswer Alloc(int size, bool isRefused = false)
    {
        MemoryAnswer answer = memory.Alloc(size, isRefused);
        if (!isRefused)
        {
            _last = BitConverter.ToUInt64(answer.Bytes.Span);
            if (fault == "fresh memory is not zero")
            {
                memory.Tamper(_last, 7, 1);
            }
        }

        return fault == "two blocks are one behind the other" && !isRefused ? MemoryAnswer.Of(_last - PlainMemory.Page) : answer;
    }

    public MemoryAnswer Read(ulong address, int length)
    {
        MemoryAnswer answer = memory.Read(address, length);
        return fault switch
        {
            "an access goes past the end" => Passing(answer, RuntimeChecks.OutOfBounds),
            "what was freed is read" => Passing(answer, RuntimeChecks.UseAfterFree),
            "a read is announced and not done" when answer.Step is { } step => answer with { Step = step with { IsDone = false } },
            _ => answer,
        };
    }

    public MemoryAnswer ReadWhole(ulong address) => memory.ReadWhole(address);

    public MemoryAnswer ReadString(ulong address, int limit) =>
        fault == "a string goes on behind its NUL" ? memory.Read(address, limit) : memory.ReadString(address, limit);

    public MemoryAnswer Write(ulong address, int length, byte? value = null) => memory.Write(address, length, value);

    public MemoryAnswer Tamper(ulong address, int offset, byte value) => memory.Tamper(address, offset, value);

    public MemoryAnswer Observe(ulong address) => memory.Observe(address);

    public MemoryAnswer UnpreserveFree(ulong address) => Freed(memory.UnpreserveFree(address));

    public MemoryAnswer RestoreFree(ulong address) => Freed(memory.RestoreFree(address));

    public MemoryAnswer IsHandedOver(ulong address, int size) => memory.IsHandedOver(address, size);

    public MemoryAnswer Live() => memory.Live();

    public MemoryAnswer Image() => memory.Image() is var image && fault == "an image is cut short" ? image with { Bytes = image.Bytes[..^1] } : image;

    public MemoryAnswer Loaded() => memory.Loaded();

    public MemoryAnswer Kexec(bool isLoaded)
    {
        if (fault == "a kexec loses a byte" && _last > 0)
        {
            memory.Tamper(_last, 3, 0);
        }

        ulong[] before = [.. Words(memory.Live())];
        MemoryAnswer answer = memory.Kexec(isLoaded);
        return fault == "what was not given back stays" && Words(memory.Live()).Count() < before.Length ? MemoryAnswer.Of(before) : answer;
    }

    public void Dispose() => memory.Dispose();

    private MemoryAnswer Freed(MemoryAnswer answer) => fault switch
    {
        "a second free passes" => Passing(answer, RuntimeChecks.DoubleFree),
        "what another call should give back is given back" => Passing(answer, RuntimeChecks.NotPreserved),
        _ => answer,
    };

    private static MemoryAnswer Passing(MemoryAnswer answer, string rule) => answer.Refusal == rule ? answer with { Refusal = "" } : answer;

    private static IEnumerable<ulong> Words(MemoryAnswer answer) => answer.Bytes.ToArray().Chunk(sizeof(ulong)).Select(each => BitConverter.ToUInt64(each));
}
