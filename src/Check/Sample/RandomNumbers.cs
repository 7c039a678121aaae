namespace LuoVerified.Check.Sample;

/// <summary>Random numbers from a seed: SplitMix64 (Steele, Lea and Flood: Fast splittable pseudorandom number generators,
/// OOPSLA 2014). Equal seeds give equal numbers, on every machine.</summary>
internal struct RandomNumbers
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>The numbers of one schedule: they do not depend on the schedules before it.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="schedule">The number of the schedule.</param>
    /// <param name="stream">Which of the sequences that the seed has, 0 and up.</param>
    public RandomNumbers(uint seed, long schedule, int stream = 0) =>
        _state = Mix(Mix(seed | ((ulong)stream << 32)) ^ unchecked((ulong)schedule));

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state = unchecked(_state + Gamma));

    /// <summary>A number from 0, each as likely as any other.</summary>
    /// <param name="bound">The number of numbers, 1 and up.</param>
    public int Below(int bound)
    {
        // Of all values of 64 bits those are left out that would make some numbers likelier than others.
        ulong numbers = (ulong)bound;
        ulong rest = unchecked(0 - numbers) % numbers;
        ulong drawn = Next();
        while (drawn < rest)
        {
            drawn = Next();
        }

        return (int)(drawn % numbers);
    }

    /// <summary>One of the threads in a mask, each as likely as any other.</summary>
    /// <param name="threads">The mask; not 0.</param>
    public int Of(int threads)
    {
        for (int skip = Below(int.PopCount(threads)); skip > 0; skip--)
        {
            threads &= threads - 1;
        }

        return int.TrailingZeroCount(threads);
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
