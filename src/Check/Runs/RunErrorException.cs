using System.Globalization;
using LuoVerified.Check.Designs;
using LuoVerified.Core;
using ThreadInterruptedException = System.Threading.ThreadInterruptedException;

namespace LuoVerified.Check.Runs;

/// <summary>An error of ours in a run, with all that leads to its place. It says nothing about the design.</summary>
public sealed class RunErrorException : InternalErrorException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="subject">What ran.</param>
    /// <param name="fault">What our code threw.</param>
    /// <param name="steps">The steps so far; copied. None if it was not in a run.</param>
    /// <param name="racing">The members whose accesses were steps; none if null.</param>
    public RunErrorException(
        Subject subject, Exception fault, IReadOnlyList<RecordedStep> steps, IReadOnlySet<string>? racing = null)
        : base($"{subject}, {Where(steps)}: {ProblemOf(fault)}", fault)
    {
        (Subject, Steps) = (subject, [.. steps]);
        Racing = racing ?? new HashSet<string>();
        Problem = ProblemOf(fault);
    }

    /// <summary>What ran.</summary>
    public Subject Subject { get; }

    /// <summary>The choices that lead to the error: the steps so far.</summary>
    public IReadOnlyList<RecordedStep> Steps { get; }

    /// <summary>The members whose accesses were steps.</summary>
    public IReadOnlySet<string> Racing { get; }

    /// <summary>What was found amiss, in one line, without the place.</summary>
    public string Problem { get; }

    /// <summary>The last step; empty if there was none.</summary>
    public string LastStep => Steps.Count == 0 ? "" : Steps[^1].ToString();

    /// <summary>Whether what was thrown in our code is an error of ours. It is not if it ends a run or a thread on
    /// purpose, if it tells of a program or a design that cannot be run, or if the checked code threw it.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <returns>True if it is.</returns>
    public static bool IsOurs(Exception fault) => fault is not (RunStoppedException or HaltedException
        or UnusableProgramException or UncontrolledDesignException or CheckedCodeException
        or ThreadInterruptedException);

    private static string ProblemOf(Exception fault) => Of(fault).Message.ReplaceLineEndings(" ");

    private static string Where(IReadOnlyList<RecordedStep> steps) => steps.Count == 0
        ? "before the first step"
        : string.Create(CultureInfo.InvariantCulture, $"after step {steps.Count} ({steps[^1]})");
}
