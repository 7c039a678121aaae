using System.Diagnostics;
using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Fuzz;
using Thread = System.Threading.Thread;
using Volatile = System.Threading.Volatile;

namespace LuoVerified.Mutation;

/// <summary>Proves what <c>luo prove</c> does on other assemblies than were built, on a thread of its own. A proof that gets stuck is
/// left behind.</summary>
internal static class MutantProof
{
    private const int StackBytes = 64 * 1024 * 1024;

    /// <summary>Proves.</summary>
    /// <param name="others">The other assemblies, by name.</param>
    /// <param name="options">How far.</param>
    /// <param name="stages">Which stages of the proof, from 0.</param>
    /// <param name="replaying">Called before the schedule that shows what is wrong is replayed once more; it is not by default.</param>
    /// <param name="look">Looks at the assemblies when the proof is done; nobody by default.</param>
    /// <returns>What the proof says. Inconclusive if a bound was reached.</returns>
    public static QuickVerdict Of(
        IReadOnlyDictionary<string, byte[]> others,
        MutationOptions options,
        IEnumerable<int> stages,
        Action<MutantContext>? replaying = null,
        Action<MutantContext>? look = null)
    {
        QuickVerdict? verdict = null;
        long lastSign = Stopwatch.GetTimestamp();
        bool isGivenUp = false;
        Thread thread = SpreadWork.NewThread(() => verdict = InContext(), StackBytes);
        thread.Start();
        while (!thread.Join(TimeSpan.FromSeconds(1)))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref lastSign)) > options.Patience)
            {
                Volatile.Write(ref isGivenUp, true);
                return Undecided("it came to no end of an execution in time");
            }
        }

        return verdict!.Message.Contains(LoopBounds.Message, StringComparison.Ordinal) ? verdict with { Verdict = Verdict.Violation, Rule = QuickProof.NoEnd } : verdict;

        QuickVerdict InContext()
        {
            var context = new MutantContext(others);
            try
            {
                QuickVerdict proved = context.Prove(options.Sizes, options.MaxExecutions, stages, replaying is null ? null : () => replaying(context), () =>
                {
                    Volatile.Write(ref lastSign, Stopwatch.GetTimestamp());
                    return Volatile.Read(ref isGivenUp) || options.TimeIsUp();
                });
                look?.Invoke(context);
                return proved;
            }
            catch (Exception fault) when (QuickProof.IsOfTheWorld(fault))
            {
                return Undecided(fault.GetBaseException().Message.ReplaceLineEndings(" "));
            }
            catch (Exception fault)
            {
                // Code that cannot even be loaded, or a static constructor that throws: luo ends with an internal error.
                return new QuickVerdict(
                    Verdict.Violation, QuickProof.InternalError, "before the first scenario", fault.GetBaseException().Message.ReplaceLineEndings(" "), []);
            }
            finally
            {
                context.Unload();
            }
        }
    }

    /// <summary>Asks another command.</summary>
    /// <param name="others">The other assemblies, by name.</param>
    /// <param name="command">The command.</param>
    /// <param name="patience">How long it may take; a command that takes longer is left behind.</param>
    /// <returns>What it says.</returns>
    public static OtherAnswer Ask(IReadOnlyDictionary<string, byte[]> others, OtherCommand command, TimeSpan patience)
    {
        int? exitCode = null;
        Thread thread = SpreadWork.NewThread(
            () =>
            {
                var context = new MutantContext(others);
                try
                {
                    exitCode = context.Ask(command);
                }
                catch (Exception fault) when (!QuickProof.IsOfTheWorld(fault))
                {
                    // As in a proof: the program ends with an internal error.
                    exitCode = 3;
                }
                catch (Exception)
                {
                    // It says nothing.
                }
                finally
                {
                    context.Unload();
                }
            },
            StackBytes);
        thread.Start();
        return new OtherAnswer(command.Line, thread.Join(patience) ? exitCode : null);
    }

    private static QuickVerdict Undecided(string why) => new(Verdict.Inconclusive, QuickProof.Bound, "", why, []);
}
