using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions.Images;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Runs;

/// <content>From kernel to kernel: jumps and boots, and what is judged when a kernel is left.</content>
public sealed partial class ScenarioRun
{
    /// <summary>The thread's part of a jump: nothing of this kernel runs after it. It is called off if somebody has aborted the
    /// reboot since it serialized.</summary>
    /// <returns>Whether the kernel was left.</returns>
    private bool Jump(LogicalThread thread, bool afterSerialize)
    {
        SessionCall call = Made(thread, new SpecAction(Spec.Operations.Jump.Instance));
        Begin(thread, call);
        KernelPlatform platform = _machine.Kernel!.Platform;
        platform.Before(new Step(StepKind.Jump, platform.Itself));
        bool isOff = afterSerialize && _state.Monitor.IsAborted;
        platform.After(new Step(StepKind.Jump, platform.Itself, isOff ? "called off" : ""));
        if (isOff)
        {
            Log.History.Remove(call);
            thread.Current = null;
            return false;
        }

        call.Returned = Log.Clock++;
        if (_state.Monitor.Jumped(afterSerialize, _observer.Look()) is { } broken)
        {
            Report(broken.Invariant.Name, $"after {call.Label}: {broken.Message}");
        }

        _state.Jump = call;
        platform.Halt();
        return true;
    }

    private void BeginPhase()
    {
        _state.Phase++;
        BeginThreads(ThreadCount);
        _handles = [.. Enumerable.Range(0, ThreadCount).Select(_ => new Handles())];
        if (_state.Phase == 0 && _facts.Heir >= 0)
        {
            Driver.Bequeath(Thread(_facts.Heir));
        }
    }

    /// <summary>The machine's part of a jump; false if there is no kernel after it.</summary>
    private bool EnterNextKernel()
    {
        JudgeResults(atJump: true, waiting: []);
        _state.KernelBegan = Log.History.Count;
        ulong tree = _machine.Leave();
        LastJump = new SessionCheckpoint(new RunState(_state, new Recording()), _machine.Memory.Image(), tree);
        return Boot(tree);
    }

    private bool ColdBoot()
    {
        Errno booted = Errno.Ok;
        Watched(Driver, () => booted = _machine.ColdBoot());
        return booted == Errno.Ok;
    }

    private bool GoOn(SessionCheckpoint from)
    {
        _state = new RunState(from.State, Log.Recording);
        Log = _state.Log;
        _machine.Memory.Load(from.Memory);
        return Boot(from.Tree);
    }

    private bool Boot(ulong tree)
    {
        SessionCall jump = _state.Jump!;
        _incomingTree = tree;
        jump.Corruption = _state.Corrupted;
        jump.Action = _state.Corrupted is null ? jump.Action : jump.Action with { Fault = SpecFault.CorruptImage };
        Driver.Current = null;
        Watched(Driver, () => jump.Outcome = Outcome.Of(_machine.Boot(tree)));
        _setUpHandles.Clear();
        Driver.HoldsNothing();
        _kept.Clear();
        JudgeJump(jump);
        _state.Kernel++;
        _state.Corrupted = null;
        _state.Jump = null;
        if (_machine.Kernel is null)
        {
            return false;
        }

        _judge.Restart();
        return true;
    }

    /// <summary>Judges the calls of the kernel that was left, or in which the run has ended. Those that wait then have done nothing yet, and
    /// must wait by the specification, too.</summary>
    private void JudgeResults(bool atJump, IReadOnlyList<Call> waiting)
    {
        if (_state.Possible is not { } possible)
        {
            return;
        }

        Epoch epoch = EpochFrom(_state.KernelBegan, _state.Jump);
        EpochResult<SpecState> result = new EpochJudge<SpecState>(_facts.Meaning, _maxConfigurations).Judge(
            waiting.Count == 0 ? epoch : epoch with { Made = [.. epoch.Made.Except(waiting)] },
            possible,
            atJump,
            atJump ? null : state => _observer.Shows(state) && Answered(state, waiting) is null,
            ends => ends.Where(_observer.Shows).Select(state => Answered(state, waiting)).Min(StringComparer.Ordinal) is { } answered
                ? Deadlock($"; by the specification {answered}")
                : new Violation(Checks.StateAgrees, $"no order of the calls leads to the state that the design shows: {_observer.Look()}"));
        if (result.Violation is { } broken)
        {
            Report(broken, broken.Check == Checks.Deadlock ? StepsAndWaits() : [.. Steps.Take(PhaseBegan.Step), .. result.Witness]);
        }

        _state.Possible = result.Verdict == Verdict.Inconclusive ? null : result.Ends;
        Undecided = result.Verdict == Verdict.Inconclusive;
    }

    /// <summary>The first of the calls that wait which must not in a state, by the specification, with what it must answer; null if there is none.</summary>
    private string? Answered(SpecState state, IReadOnlyList<Call> waiting) =>
        waiting.FirstOrDefault(call => !Waits(state, call, waiting)) is { } answered ? $"{answered.Label} {_facts.Meaning.Misfit(state, answered)}" : null;

    /// <summary>Whether a call waits by the specification, or for one that does: who opens a device waits for whoever has it open.</summary>
    private bool Waits(SpecState state, Call call, IReadOnlyList<Call> waiting)
    {
        SpecAction action = ((SessionCall)call).Action;
        return _facts.Meaning.Waits(state, action)
            || (Design.WaitsForOpener.Contains(action.Operation.Word) && waiting.Any(other => other != call && _facts.Meaning.Waits(state, ((SessionCall)other).Action)));
    }

    /// <summary>The jump as a call: it comes after all that its kernel did.</summary>
    private void JudgeJump(SessionCall jump)
    {
        if (_machine.Kernel is null && jump.Action.Fault == SpecFault.None)
        {
            // What was given back since can still be looked at.
            string what = HandOverImage.Of(_machine.Memory, _incomingTree).Refused is { } refused ? $": {refused}" : "";
            Report(SessionChecks.HandOverRefused, $"the next kernel answers {jump.Outcome} to what it is handed, and does not boot{what}");
        }

        if (_state.Possible is not { } before)
        {
            return;
        }

        _state.Possible = new StateSets<SpecState>();
        foreach (IReadOnlySet<SpecState> set in before.Sets)
        {
            HashSet<SpecState> after = [.. set.Select(state => _facts.Meaning.After(state, jump)).OfType<SpecState>()];
            if (after.Count == 0)
            {
                Report(Checks.Linearizable, $"the jump answered {jump.Outcome}: {_facts.Meaning.Misfit(set.First(), jump)}");
            }

            _state.Possible.Add(after);
        }
    }

    private void CheckEnd(IReadOnlyList<Call> waiting)
    {
        Undecided = _state.Possible is null;
        if (waiting.Count > 0)
        {
            // What is left over comes of it.
            JudgeResults(atJump: false, waiting);
        }

        if (EndOfRun.Check(_machine, _observer, _state.Monitor, waiting.Count, Design) is { } broken)
        {
            Report(broken);
        }

        if (_machine.Kernel is not null && waiting.Count == 0)
        {
            JudgeResults(atJump: false, waiting);
        }
    }
}
