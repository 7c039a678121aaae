namespace LuoVerified.Check.Model;

/// <summary>How much of the specification's state space is looked at.</summary>
public sealed record ModelBounds
{
    /// <summary>The most names: they have three bits.</summary>
    public const int MostNames = 7;

    /// <summary>The most handles: they have four bits, and none of them is 0.</summary>
    public const int MostHandles = 15;

    /// <summary>The most kernels: they have four bits.</summary>
    public const int MostKernels = 16;

    /// <summary>Names that sessions can have, 1 to <see cref="MostNames"/>.</summary>
    public int Names { get; init; } = 3;

    /// <summary>Handles that can be open at the same time, 1 to <see cref="MostHandles"/>.</summary>
    public int Handles { get; init; } = 6;

    /// <summary>Kernels in a row, 1 to <see cref="MostKernels"/>; one less than that is the number of live updates.</summary>
    public int Kernels { get; init; } = 3;

    /// <summary>The most sessions tracked for the next kernel, 1 and up; null for as many as there are names.</summary>
    public int? Capacity { get; init; }

    /// <summary>The most sessions tracked for the next kernel.</summary>
    public int EffectiveCapacity => Capacity ?? Names;

    /// <summary>Why nothing can be explored within these bounds.</summary>
    /// <returns>One sentence; null where it can.</returns>
    public string? Objection()
    {
        if (Names is < 1 or > MostNames || Handles is < 1 or > MostHandles || Kernels is < 1 or > MostKernels
            || EffectiveCapacity < 1)
        {
            return $"a model has 1 to {MostNames} names, 1 to {MostHandles} handles, 1 to {MostKernels} kernels"
                + " and a capacity of at least 1";
        }

        int bits = new ModelLayout(this).Bits;
        return bits <= ModelLayout.MostBits
            ? null
            : $"{this} take {bits} bits a state, and {ModelLayout.MostBits} is the most: up to 5 names fit with any handles and"
                + " kernels, more only with few handles or a small capacity";
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Names} names, {Handles} handles, {Kernels} kernels, capacity {EffectiveCapacity}";
}
