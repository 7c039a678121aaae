namespace LuoVerified.Sessions.Programs;

/// <summary>Something that every program of a size does not cover.</summary>
/// <param name="What">What.</param>
/// <param name="Kind"><c>assumption</c>: it may hide a defect, and a pass assumes that it does not; <c>argument</c>: it cannot, and why.</param>
/// <param name="Why">Why it is left out.</param>
public sealed record LeftOut(string What, string Kind, string Why)
{
    private const string Assumption = "assumption";
    private const string Argument = "argument";

    /// <summary>All of it, in order.</summary>
    public static IReadOnlyList<LeftOut> All { get; } =
    [
        new("more threads, operations, names, files, kernels or refusals", Assumption,
            "a defect shows in a small program (Jackson, Software Abstractions, 2006)"),
        new("threads with fewer operations than others", Assumption, "they are not more dangerous than threads that also ask for a session that is not there"),
        new("set-ups that no sequence of so few operations tells apart, by the specification", Assumption,
            "code keeps nothing that the specification forgets, but for the image that it was handed; larger sizes tell more apart"),
        new("refusals in the set-up", Assumption, "what a refusal leaves behind is a state that can be reached without"),
        new("two threads that go on in the next kernel", Assumption, "scenario live-update-under-load has them"),
        new("names of other lengths than 0, 1, 2 and 64 bytes", Assumption, "scenario names-at-the-limits has 63"),
        new("other names of the same length", Argument, "code copies and compares names, and nothing else (data independence; Wolper, POPL 1986)"),
        new("what is no file, a field that must be 0 and is not, and a name of 64 bytes, in programs of more than one thread", Assumption, "it is refused whatever the state is, which programs of one thread show"),
        new("two handles of one name, each in the hand of another thread", Assumption, "code tells sessions apart, not the names of handles: those of two names stand for them"),
        new("programs in which a thread may wait for a resume of its own", Assumption, "what it does before is in programs that end there"),
        new("the same threads in another order, and the same under other names of equal length", Argument, "one of them is proved"),
    ];
}
