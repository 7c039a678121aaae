namespace LuoVerified.Check.Sample;

/// <summary>A way to draw schedules.</summary>
public sealed class SamplingStrategy
{
    private SamplingStrategy(string name, string summary, Func<Profile?, IWalk> make, bool isProfiled) =>
        (Name, Summary, Make, IsProfiled) = (name, summary, make, isProfiled);

    /// <summary>Each thread that can go on is as likely as any other.</summary>
    public static SamplingStrategy RandomWalk { get; } =
        Of("random-walk", "Uniform choice among the threads that can go on.", () => new RandomWalk());

    /// <summary>Random priorities of threads, with two change points (Burckhardt and others, ASPLOS 2010).</summary>
    public static SamplingStrategy Pct { get; } =
        Profiled("pct", "Priorities of threads with two change points.", profile => new PriorityWalk(profile));

    /// <summary>Random priorities of steps, drawn anew for those that race (Yuan, Yang and Gu, CAV 2018).</summary>
    public static SamplingStrategy Pos { get; } =
        Of("pos", "Priorities of steps, drawn anew for those that race.", () => new PartialOrderWalk());

    /// <summary>Every order of all steps about as likely (Zhao and others, ASPLOS 2025).</summary>
    public static SamplingStrategy Urw { get; } =
        Profiled("urw", "Every order of all steps about as likely.", profile => new UniformWalk(profile, all: true));

    /// <summary>Every order of the steps on one place about as likely, the place drawn for each schedule (Zhao and others,
    /// ASPLOS 2025).</summary>
    public static SamplingStrategy Surw { get; } = Profiled(
        "surw",
        "Every order of the steps on one place about as likely, the place drawn for each schedule.",
        profile => new UniformWalk(profile, all: false));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SamplingStrategy> All { get; } = [RandomWalk, Pct, Pos, Urw, Surw];

    /// <summary>Its name on the command line.</summary>
    public string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    public string Summary { get; }

    /// <summary>Whether it starts from a profile: the schedules up to the first that comes to its end without a violation are a
    /// random walk, which takes it.</summary>
    public bool IsProfiled { get; }

    /// <summary>Makes one, from the profile if it wants one.</summary>
    internal Func<Profile?, IWalk> Make { get; }

    /// <summary>The name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name;

    private static SamplingStrategy Of(string name, string summary, Func<IWalk> make) => new(name, summary, _ => make(), false);

    private static SamplingStrategy Profiled(string name, string summary, Func<Profile, IWalk> make) =>
        new(name, summary, profile => make(profile!), true);
}
