using System.Diagnostics;
using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sampling;

/// <summary>How many schedules a second a method runs.</summary>
internal static class Speed
{
    private const long Few = 1_000;
    private const long Many = 20_000;

    /// <summary>Measures on a scenario in which nothing is found, after all code was compiled.</summary>
    /// <param name="method">The method: one that draws.</param>
    /// <returns>The rate. It depends on the machine.</returns>
    public static double Of(Method method)
    {
        var target = new Target("speed", "two-retrieves", "none", Catalogue.Find("two-retrieves")!.On(Design.Hardened));
        long schedules = method.Kind == MethodKind.Coyote ? Few : Many;
        method.First(target, 1, schedules);
        var clock = Stopwatch.StartNew();
        method.First(target, 2, schedules);
        return schedules / clock.Elapsed.TotalSeconds;
    }
}
