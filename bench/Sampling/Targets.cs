using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;
using SctBench;

namespace LuoVerified.Sampling;

/// <summary>What the samplers are measured on.</summary>
internal static class Targets
{
    /// <summary>The defects of the design as posted, by their number in docs/defects.md, each in its scenario.</summary>
    public static IReadOnlyList<Target> Defects { get; } =
    [
        Defect("A", "retrieve-against-retrieve-and-close", "use-after-free"),
        Defect("B-create", "serialize-against-create", "image-equals-live"),
        Defect("B-close", "serialize-against-close", "image-equals-live"),
        Defect("B-failing", "serialize-against-failing-create", "image-equals-live"),
        Defect("D-lost", "two-deserializes-against-a-retrieve", "nothing-lost"),
        Defect("D-freed", "two-deserializes-against-a-retrieve", "use-after-free"),
        Defect("F", "deserialize-without-memory", "deserialize-once"),
        Defect("H", "names-at-the-limits", "names-intact"),
        Defect("K", "quiesce-against-deserialize", "quiesced-is-empty"),
        Defect("R1", "boot-without-memory", "uninitialised-read"),
        Defect("R2", "corrupt-hand-over-duplicate", "use-after-free"),
    ];

    /// <summary>The programs of SCTBench.</summary>
    public static IReadOnlyList<Target> SctBench { get; } =
        [.. Benchmark.All.Select(benchmark => new Target("SCTBench", benchmark.Name, benchmark.Rule, benchmark.Subject))];

    private static Target Defect(string id, string scenario, string rule) =>
        new("defects", id, rule, Catalogue.Find(scenario)!.On(Design.AsPosted));
}
