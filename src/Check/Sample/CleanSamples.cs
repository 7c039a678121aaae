namespace LuoVerified.Check.Sample;

/// <summary>What schedules that break no rule say about those that were not run.</summary>
public static class CleanSamples
{
    /// <summary>The bound that clean samples give: if a schedule, as the sampler draws them, breaks a rule with a probability of
    /// the bound or more, all samples are clean with a probability of at most 1 - confidence: (1 - bound)^samples.</summary>
    /// <remarks>
    /// <para>It holds for samples that are drawn independently from one distribution, which was fixed before. It is about that
    /// distribution: it does not say how many of all schedules break a rule, and a schedule that the sampler hardly ever
    /// draws hardly counts.</para>
    /// <para>Samples may be of several distributions if their numbers were fixed before: if number i breaks a rule with a probability of
    /// p(i), all are clean with (1 - p(1)) ... (1 - p(n)), which is at most (1 - m)^n for the mean m of the p(i), since the geometric
    /// mean is at most the arithmetic one. The bound is then about schedules that are drawn of each distribution in proportion.</para>
    /// </remarks>
    /// <param name="samples">How many, 0 and up.</param>
    /// <param name="confidence">The confidence, above 0 and below 1; 0.95 by default.</param>
    /// <returns>1 - (1 - confidence)^(1/samples); 1 if there are no samples.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number or the confidence is out of range.</exception>
    public static double Bound(long samples, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(confidence, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        return samples == 0 ? 1 : 1 - Math.Pow(1 - confidence, 1.0 / samples);
    }
}
