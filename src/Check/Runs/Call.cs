namespace LuoVerified.Check.Runs;

/// <summary>One call of an operation in the history of a run.</summary>
public abstract class Call
{
    private int _firstExclusive = -1;
    private int _lastExclusive = -1;
    private int _lastWrite = -1;

    /// <summary>The operation as the program writes it.</summary>
    public abstract string Label { get; }

    /// <summary>The index of the thread; -1 for the set-up.</summary>
    public required int Thread { get; init; }

    /// <summary>The epoch it was made in, counted from 0: one ends when the whole domain is left, as a kernel by a kexec.</summary>
    public int Epoch { get; init; }

    /// <summary>When it was called: calls and returns are counted from 0 through the run; -1 before its first step.</summary>
    public required int Invoked { get; set; }

    /// <summary>When it returned; null if the domain was left before, or the run ended.</summary>
    public int? Returned { get; set; }

    /// <summary>Whether the epoch ends with it.</summary>
    public virtual bool EndsEpoch => false;

    /// <summary>What it answered, as a report shows it; meaningful if it returned.</summary>
    public abstract string Answer { get; }

    /// <summary>What of the environment's doing a report adds; empty if there is nothing.</summary>
    public virtual string Circumstance => "";

    /// <summary>The operation, and what of the environment's doing there was.</summary>
    internal string LabelInFull => Circumstance.Length == 0 ? Label : $"{Label} ({Circumstance})";

    /// <summary>A character for the answer, another for each.</summary>
    public abstract char AnswerCode { get; }

    /// <summary>Its first step, as a position in the order of the run; -1 before that, and in the set-up.</summary>
    internal int FirstStep { get; set; } = -1;

    /// <summary>The last step so far that others may depend on, or else the one that is its only one; -1 before that.</summary>
    internal int LastStep { get; set; } = -1;

    /// <summary>A guess at the step with which it takes effect: the last in which it took a lock for exclusive use, or else the last
    /// that wrote something, or else the last.</summary>
    internal int LateGuess => _lastExclusive >= 0 ? _lastExclusive : _lastWrite >= 0 ? _lastWrite : LastStep;

    /// <summary>Another guess: the first in which it took a lock for exclusive use.</summary>
    internal int EarlyGuess => _firstExclusive >= 0 ? _firstExclusive : LateGuess;

    /// <summary>The step of its return, as a position in the order of the run; -1 before that.</summary>
    internal int ReturnStep { get; set; } = -1;

    /// <summary>A step of it that others may depend on.</summary>
    /// <param name="step">Its position.</param>
    /// <param name="takesLock">Whether it takes a lock for exclusive use.</param>
    /// <param name="writes">Whether it writes something.</param>
    internal void Takes(int step, bool takesLock, bool writes)
    {
        LastStep = step;
        _firstExclusive = takesLock && _firstExclusive < 0 ? step : _firstExclusive;
        _lastExclusive = takesLock ? step : _lastExclusive;
        _lastWrite = writes ? step : _lastWrite;
    }

    /// <summary>A call that is equal in all now, and has a course of its own from here.</summary>
    internal Call Copy() => (Call)MemberwiseClone();

    /// <summary>Call and answer, as in a report.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{ThreadName.Of(Thread)}: {Label} -> {(Returned is null ? "(cut off)" : Answer)}";
}
