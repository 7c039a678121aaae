using LuoVerified.Check.Sample;

namespace LuoVerified.Coyote;

/// <summary>From which seeds Coyote's engines draw. Iteration i of an engine draws from its seed + i, and what <see cref="Random"/> draws is
/// linear in its seed, so that iterations of one engine are no independent samples.</summary>
internal static class EngineSeeds
{
    /// <summary>In barging mode engines must be further apart than their iterations.</summary>
    private const uint Distance = 1_000_003;

    /// <summary>Neighbouring seeds of the user must be apart, too.</summary>
    private const uint Spread = 2_654_435_761;

    /// <summary>How many iterations an engine has at most: it keeps every path that it explored. In volume mode, whose schedules are
    /// samples, each iteration has a seed of its own.</summary>
    /// <param name="mode">The mode.</param>
    /// <returns>The number.</returns>
    public static int Iterations(SamplingMode mode) => mode == SamplingMode.Volume ? 1 : 5_000;

    /// <summary>The seed of an engine.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="seed">The seed of the user.</param>
    /// <param name="engine">The number of the engine, from 0.</param>
    /// <returns>The seed.</returns>
    public static uint Of(SamplingMode mode, uint seed, uint engine) => unchecked(mode == SamplingMode.Volume
        ? (uint)new RandomNumbers(seed, engine).Next()
        : 1 + ((seed - 1) * Spread) + (engine * Distance));
}
