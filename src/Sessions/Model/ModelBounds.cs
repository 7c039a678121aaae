namespace LuoVerified.Sessions.Model;

/// <summary>How much of the specification's state space is looked at.</summary>
public sealed record ModelBounds
{
    /// <summary>The most names: they have three bits.</summary>
    public const int MaxNames = 7;

    /// <summary>The most handles: they have four bits, and none of them is 0.</summary>
    public const int MaxHandles = 15;

    /// <summary>The most kernels: they have four bits.</summary>
    public const int MaxKernels = 16;

    /// <summary>The most files: each takes five bits for each place of a list.</summary>
    public const int MaxFiles = 3;

    /// <summary>Names that sessions can have, 1 to <see cref="MaxNames"/>.</summary>
    public int Names { get; init; } = 3;

    /// <summary>Handles that can be open at the same time, 1 to <see cref="MaxHandles"/>.</summary>
    public int Handles { get; init; } = 6;

    /// <summary>Kernels in a row, 1 to <see cref="MaxKernels"/>; one less than that is the number of live
    /// updates.</summary>
    public int Kernels { get; init; } = 3;

    /// <summary>Files that sessions can preserve, with the tokens 1 and up; 0 to <see cref="MaxFiles"/>. For 0 there is no operation on
    /// files.</summary>
    public int Files { get; init; }

    /// <summary>The most sessions tracked for the next kernel, 1 and up; null for as many as there are names.</summary>
    public int? Capacity { get; init; }

    /// <summary>The most sessions tracked for the next kernel.</summary>
    public int EffectiveCapacity => Capacity ?? Names;

    /// <summary>Why nothing can be explored within these bounds.</summary>
    /// <returns>One sentence; null if it can.</returns>
    public string? Objection()
    {
        if (Names is < 1 or > MaxNames || Handles is < 1 or > MaxHandles || Kernels is < 1 or > MaxKernels
            || Files is < 0 or > MaxFiles || EffectiveCapacity < 1)
        {
            return $"a model has 1 to {MaxNames} names, 1 to {MaxHandles} handles, 1 to {MaxKernels} kernels,"
                + $" 0 to {MaxFiles} files and a capacity of at least 1";
        }

        int bits = new ModelLayout(this).Bits;
        return bits <= ModelLayout.MaxBits
            ? null
            : $"{this} take {bits} bits a state, and {ModelLayout.MaxBits} is the most: up to 5 names fit with any"
                + " handles and kernels, more, or files, only with few handles or a small capacity";
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Names} names, {Handles} handles, {Kernels} kernels, capacity {EffectiveCapacity}{(Files == 0 ? "" : $", {Files} files")}";
}
