using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions.Programs;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.SelfChecks;

/// <summary>The enumeration of programs, checked by itself: there are as many as there must be.</summary>
public static class ProgramsProof
{
    /// <summary>What messages call it.</summary>
    public const string Subject = "the enumeration of programs";

    /// <summary>The hardened design, without operations that were not there when the programs were counted.</summary>
    private static readonly Design Counted = Design.Hardened with
    {
        Lacks = [.. SessionOperation.All.Select(operation => operation.Word).Except(SpecificationProof.Operations)],
    };

    /// <summary>How many programs there are on the hardened design. A second enumeration, which shares nothing with the first, has counted
    /// the same (<c>tests/Systematic/Programs/ProgramSpaceTests.cs</c>).</summary>
    internal static IReadOnlyList<(ProgramSize Size, ProgramBounds Bounds, long Programs)> Known { get; } =
    [
        (new(1, 1), new() { Names = 2, Kernels = 1 }, 368),
        (new(1, 1), new() { Names = 1, Kernels = 2, Files = 2 }, 3_000),
        (new(1, 2), new() { Names = 1, Kernels = 1, Files = 1 }, 3_941),
        (new(2, 1), new() { Names = 2, Kernels = 1 }, 3_375),
        (new(2, 1), new() { Names = 1, Kernels = 1, Files = 2 }, 3_255),
    ];

    /// <summary>Counts.</summary>
    /// <param name="timeIsUp">Asked between two sizes; what is left is left out then.</param>
    /// <returns>How many programs there are.</returns>
    /// <exception cref="InternalErrorException">Their number is another.</exception>
    public static long Require(Func<bool> timeIsUp)
    {
        long all = 0;
        foreach ((ProgramSize size, ProgramBounds bounds, long known) in Known.TakeWhile(_ => !timeIsUp()))
        {
            var space = new ProgramSpace(size, bounds, Counted);
            all += space.Count;
            if (space.Count != known)
            {
                throw new InternalErrorException($"{Subject} is wrong: there are {space.Count} of {space.Words} within {bounds}, not {known}");
            }
        }

        return all;
    }
}
