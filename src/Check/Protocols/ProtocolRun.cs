using LuoVerified.Check.Explained;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Protocols;

/// <summary>One run of a program over a protocol: makes the system, performs the operations, and judges the
/// answers.</summary>
internal sealed class ProtocolRun<TSystem, TOperation, TAnswer> : Run
{
    private readonly Protocol<TSystem, TOperation, TAnswer> _protocol;
    private readonly ProtocolProgram<TOperation> _program;
    private readonly long _maxConfigurations;
    private readonly AnswerCodes _codes;
    private readonly Domain _domain;
    private readonly SystemObserver<TSystem> _observer;
    private readonly StateJudge<SystemView> _judge;
    private readonly JudgedRule<SystemView>[] _rules;
    private TSystem? _system;

    public ProtocolRun(
        Protocol<TSystem, TOperation, TAnswer> protocol,
        ProtocolProgram<TOperation> program,
        IRunScheduler scheduler,
        LockKind locks,
        long maxConfigurations,
        Spares spares,
        HappensBefore order,
        AnswerCodes codes)
        : base(scheduler, new RunLog(new Dictionary<FaultSite, int>(), spares.Of<Recording>()), order)
    {
        (_protocol, _program, _maxConfigurations, _codes) = (protocol, program, maxConfigurations, codes);
        _domain = new Domain(this, locks);
        _observer = new SystemObserver<TSystem>(protocol.Rules, () => _system!);
        _rules = [.. protocol.Rules.Select((rule, i) => new JudgedRule<SystemView>(
            rule.Name, 1 << i, view => rule.Holds(view.Parts[i]) ? null : "does not hold"))];
        _judge = new StateJudge<SystemView>(_rules, _observer, program.Threads);
    }

    /// <inheritdoc/>
    public override bool IsLeft => false;

    /// <inheritdoc/>
    public override int ThreadCount => _program.Threads;

    private protected override IReadOnlyList<string> LockHierarchy => [];

    private protected override IStateJudge Judge => _judge;

    private protected override Domain DomainNow => _domain;

    /// <inheritdoc/>
    public override bool EndPhase() => Driver.Do(() => Showing(() =>
    {
        if (!IsOver)
        {
            CheckEnd();
            Finished = true;
        }

        return false;
    }));

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    internal override void SetUp(Checkpoint? from) => Driver.Do(() => Showing(() =>
    {
        Watched(Driver, () => _system = _protocol.Make(_domain));
        _judge.Restart();
        foreach (TOperation operation in _program.SetUp)
        {
            Watched(Driver, () => Perform(Driver, operation));
        }

        BeginThreads(ThreadCount);
        return true;
    }));

    internal override HandOver HandOver(string bounds) =>
        throw new InternalErrorException("a protocol has one epoch, and hands nothing over");

    private protected override void Perform(LogicalThread thread)
    {
        foreach (TOperation operation in _program.ByThread[thread.Index])
        {
            Perform(thread, operation);
        }
    }

    private protected override IReadOnlyList<StatePart> ShowState()
    {
        SystemView view = _observer.Look();
        return [.. view.Parts.Select((part, i) => new StatePart(view.Names[i], ValueText.Of(part)))];
    }

    private protected override (int Reads, int Writes) FactsAt(Call call, bool returns) => default;

    private protected override void Called(LogicalThread thread, Call call)
    {
    }

    private protected override Violation? Returned(LogicalThread thread, Call call) => null;

    private protected override void MadeFinal(Call? call, int parts)
    {
    }

    private protected override bool MayRefuse(FaultSite site) => false;

    private protected override void Refused(Call? call, FaultSite site)
    {
    }

    private protected override UnusableProgramException SetUpWaits(in Step step) => new(
        $"protocol {_protocol.Name}: the set-up waits for ever: "
        + $"{Driver.Current?.Label ?? Making} needs {step.Target.Label}");

    private void Perform(LogicalThread thread, TOperation operation)
    {
        var call = new ProtocolCall<TOperation, TAnswer>
        {
            Thread = thread.Index,
            Operation = operation,
            Invoked = -1,
        };
        Begin(thread, call);
        call.Answers(_protocol.Perform(_system!, operation), _codes);
        End(thread, call);
    }

    private void CheckEnd()
    {
        SystemView view = _observer.Look();
        foreach (JudgedRule<SystemView> rule in _rules)
        {
            if (rule.Fails(view) is { } failure)
            {
                Report(rule.Name, $"at the end: {failure}; {view}");
            }
        }

        if (_protocol.Specification is not { } specification)
        {
            return;
        }

        (Verdict verdict, Violation? broken, IReadOnlyList<RecordedStep> witness) =
            specification.Judge(EpochFrom(0, jump: null), _maxConfigurations);
        if (broken is not null)
        {
            Report(broken, [.. Steps.Take(PhaseBegan.Step), .. witness]);
        }

        Undecided = verdict == Verdict.Inconclusive;
    }
}
