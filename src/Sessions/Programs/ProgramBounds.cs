using System.Globalization;
using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Programs;

/// <summary>What the programs of an enumeration are about.</summary>
public sealed record ProgramBounds
{
    /// <summary>The most names.</summary>
    public const int MaxNames = 3;

    /// <summary>The most kernels.</summary>
    public const int MaxKernels = 4;

    /// <summary>The most refused requests of a kind.</summary>
    public const int MaxFaults = 4;

    /// <summary>The most files.</summary>
    public const int MaxFiles = 3;

    private static readonly ByteString[] AllNames = [.. new[] { "a", "bb", "c" }.Select(ByteString.FromUtf8)];

    /// <summary>How many names there are, 1 to <see cref="MaxNames"/>; 2 by default.</summary>
    public int Names { get; init; } = 2;

    /// <summary>How many kernels a set-up goes through at most, the one in which the threads run included: 1 to
    /// <see cref="MaxKernels"/>; 2 by default.</summary>
    public int Kernels { get; init; } = 2;

    /// <summary>How many requests of each kind may be refused while the threads run, 0 to <see cref="MaxFaults"/>; 1 by
    /// default.</summary>
    public int Faults { get; init; } = 1;

    /// <summary>How many files sessions can preserve, 0 to <see cref="MaxFiles"/>; 0, the default, for none: then no program has an
    /// operation on files, and only requests of sessions and the reply to them are refused.</summary>
    public int Files { get; init; }

    /// <summary>How many states of the specification set-ups are looked for in at most, 1 and up; null, the default, for all: the
    /// specification has finitely many.</summary>
    public int? MaxStates { get; init; }

    /// <summary>Programs in words.</summary>
    /// <param name="size">Their size.</param>
    /// <param name="files">How many files they have.</param>
    /// <returns>The size, and how many files there are if there are any: such as <c>1x1, 1 file</c>.</returns>
    public static string Words(string size, int files) =>
        files == 0 ? size : string.Create(CultureInfo.InvariantCulture, $"{size}, {files} file{(files == 1 ? "" : "s")}");

    /// <summary>The names that sessions have: a, bb, c. The second is longer than the others; names of one length can stand for
    /// each other.</summary>
    internal IReadOnlyList<ByteString> Valid => AllNames[..Names];

    /// <summary>What is asked for and is no name: nothing, and one byte more than a name may have.</summary>
    public static IReadOnlyList<ByteString> Invalid { get; } = [default, ByteString.FromUtf8(new string('x', Limits.SessionNameLength))];

    /// <summary>The most sessions for the next kernel: each number that two sessions or more can reach, and the default, which
    /// none does.</summary>
    internal IEnumerable<int> Capacities => [.. Enumerable.Range(1, Names - 1), Limits.SessionCapacity];

    /// <summary>What a thread of the next kernel asks for, so that what was handed over is seen: every session, and every file.</summary>
    /// <param name="design">The design that the programs are for.</param>
    internal Operation[] ProbeOn(Design design) =>
    [
        new Operation(SessionOperation.Deserialize),
        .. Valid.Select(name => new Operation(SessionOperation.Retrieve, name)),
        .. !design.HasFiles ? [] : Valid.SelectMany(name => Enumerable.Range(1, Files)
            .Select(token => new Operation(SessionOperation.RetrieveFd, name) { Number = (ulong)token })),
    ];

    /// <summary>How many requests of each kind may be refused.</summary>
    internal IReadOnlyDictionary<FaultSite, int> Budgets =>
        Faults == 0 ? new Dictionary<FaultSite, int>() : (Files == 0 ? [.. FaultSites.All, FaultSites.Reply] : FaultSites.Known).ToDictionary(site => site, _ => Faults);
}
