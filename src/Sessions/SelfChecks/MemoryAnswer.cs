using LuoVerified.Core;

namespace LuoVerified.Sessions.SelfChecks;

/// <summary>What preserved memory says to a call.</summary>
/// <param name="Refusal">The rule that the call breaks, one of <see cref="RuntimeChecks"/>; empty if it breaks none.</param>
/// <param name="Bytes">The bytes that it answers, a number as its 8 bytes; good until the next call.</param>
/// <param name="Step">The step that it is; null if it is none.</param>
internal readonly record struct MemoryAnswer(string Refusal, ReadOnlyMemory<byte> Bytes, MemoryStep? Step = null)
{
    private const int Shown = 16;

    /// <summary>An answer that breaks no rule and is no step.</summary>
    /// <param name="numbers">What it says.</param>
    public static MemoryAnswer Of(params ulong[] numbers) => new("", numbers.SelectMany(BitConverter.GetBytes).ToArray());

    /// <summary>Whether both say the same.</summary>
    /// <param name="other">The other.</param>
    public bool Agrees(MemoryAnswer other) =>
        Refusal == other.Refusal && Step == other.Step && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <summary>It in one line, from the first byte on that differs.</summary>
    /// <param name="other">What it differs from.</param>
    public string Words(MemoryAnswer other)
    {
        int at = Bytes.Span.CommonPrefixLength(other.Bytes.Span);
        return $"{(Refusal.Length > 0 ? Refusal : $"{Bytes.Length} bytes")}{(Step is { } step ? $" in a step: {step}" : "")}"
            + (at < Bytes.Length ? $", from byte {at} on {Convert.ToHexString(Bytes.Span[at..Math.Min(at + Shown, Bytes.Length)])}" : "");
    }
}

/// <summary>A step on preserved memory.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Block">The address of the block.</param>
/// <param name="Offset">Where in it, if it reads or writes.</param>
/// <param name="Length">How many bytes, as it was asked for.</param>
/// <param name="IsDone">Whether it happened; it was only announced if a rule is broken.</param>
internal readonly record struct MemoryStep(StepKind Kind, ulong Block, ulong Offset, int Length, bool IsDone)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Length} bytes at 0x{Block:x} + {Offset}{(IsDone ? "" : ", not done")}";
}
