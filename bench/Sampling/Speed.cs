using System.Diagnostics;
using System.Globalization;
using System.Text;
using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sampling;

/// <summary>How many schedules a second each method runs. It depends on the machine, so it goes to no file.</summary>
internal static class Speed
{
    private const long Few = 1_000;
    private const long Many = 20_000;

    /// <summary>Measures on a scenario in which nothing is found, after all code was compiled.</summary>
    /// <param name="methods">The methods.</param>
    /// <returns>A line for each.</returns>
    public static string Table(IReadOnlyList<Method> methods)
    {
        var target = new Target("speed", "two-retrieves", "none", Catalogue.Find("two-retrieves")!.On(Design.Hardened));
        Method[] measured = [.. methods.Where(method => method.Kind != MethodKind.Exhaustive)];
        Array.ForEach(measured, method => method.First(target, 1, Schedules(method)));
        var text = new StringBuilder();
        foreach (Method method in measured)
        {
            var clock = Stopwatch.StartNew();
            method.First(target, 2, Schedules(method));
            text.Append(CultureInfo.InvariantCulture, $"{method.Name,-42} {Schedules(method) / clock.Elapsed.TotalSeconds,9:N0} schedules a second\n");
        }

        return text.ToString();

        static long Schedules(Method method) => method.Kind == MethodKind.Coyote ? Few : Many;
    }
}
