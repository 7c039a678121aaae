using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Explore;

/// <summary>A place in a schedule where something was chosen: which thread does the next step, or what a request
/// gets.</summary>
internal sealed class SearchNode
{
    /// <summary>No tree: what comes next is free, or nothing is still to be tried; never added to.</summary>
    private static readonly List<WakeupBranch> Free = [];

    private PendingStep[]? _pending;

    /// <summary>What is still to be tried here, in this order (wake-up tree).</summary>
    private List<WakeupBranch> _todo = Free;

    /// <summary>The thread that was chosen; -1 for the one that runs between two epochs.</summary>
    public int Thread { get; set; }

    /// <summary>The threads that could go on, as a mask.</summary>
    public int Enabled { get; set; }

    /// <summary>What need not be tried, because it was tried here or what it would lead to was seen elsewhere: see
    /// <see cref="Explore.Asleep"/>.</summary>
    public int Asleep { get; set; }

    /// <summary>Those of <see cref="Asleep"/> that a sequence was followed past to its end. It wakes all, but if it
    /// was cut short, or was asked for in vain.</summary>
    public int Loose { get; set; }

    /// <summary>Whether the choice was made by a wake-up tree.</summary>
    public bool IsFollowed { get; private set; }

    /// <summary>What is to be chosen after the choice that was made; empty if that is free.</summary>
    public List<WakeupBranch> Below { get; private set; } = Free;

    /// <summary>What the request got: 0 granted, 1 refused.</summary>
    public int Option { get; set; }

    /// <summary>Whether the step is a request that may be refused; taken from its kind until it has happened.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Whether no other option is to be tried.</summary>
    public bool IsFixed { get; private set; }

    /// <summary>Whether something is still to be tried here.</summary>
    public bool HasLeft => HasOtherOption || _todo.Count > 0;

    /// <summary>What the request got; 0 if the step is none.</summary>
    public int Answer => IsAsked ? Option : 0;

    /// <summary>What the choice covers.</summary>
    public int Covered => Explore.Asleep.Bits(Thread, IsAsked && IsFixed ? Option : Explore.Asleep.Any);

    /// <summary>Preemptions up to and including this choice.</summary>
    public int Preemptions { get; set; }

    /// <summary>Switches of the running thread up to and including this choice.</summary>
    public int Switches { get; set; }

    /// <summary>The step of each thread that waits to go on.</summary>
    public PendingStep[] Pending => _pending ??= new PendingStep[4];

    private bool HasOtherOption =>
        IsAsked && !IsFixed && Option == 0 && (Thread < 0 || !Explore.Asleep.Contains(Asleep, Thread, 1));

    /// <summary>Makes it a choice that nobody has made.</summary>
    public void Clear()
    {
        (Thread, Enabled, Asleep, Loose, Preemptions, Switches) = (0, 0, 0, 0, 0, 0);
        _todo = Free;
        Choose(0);
    }

    /// <summary>What a request got while an epoch was entered; nothing else is to be tried.</summary>
    /// <param name="option">0 granted, 1 refused.</param>
    public static SearchNode OfBoot(int option) => new() { Thread = -1, Option = option, IsFixed = true };

    /// <summary>The same choice, for another search that is to try what is still to be tried here.</summary>
    public SearchNode Copy() => Copy(WakeupBranch.Copy(_todo, isFree: false), WakeupBranch.Copy(Below, isFree: false));

    /// <summary>The same choice, for a search that is to try what follows from it.</summary>
    /// <param name="isFixed">Whether it is not to try the other option of a request.</param>
    public SearchNode Past(bool isFixed)
    {
        SearchNode node = Copy([], WakeupBranch.Copy(Below, isFree: !isFixed));
        node.IsFixed |= isFixed;
        return node;
    }

    /// <summary>A thread goes on, whatever its step gets.</summary>
    /// <param name="thread">The thread.</param>
    public void Choose(int thread)
    {
        Thread = thread;
        Option = thread >= 0 && Explore.Asleep.Contains(Asleep, thread, 0) ? 1 : 0;
        (IsAsked, IsFixed, IsFollowed) = (false, false, false);
        Below = Free;
    }

    /// <summary>Has a sequence tried here, unless something else covers it.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <returns>Whether it will be.</returns>
    public bool Ask(WakeupSequence sequence) =>
        !sequence.IsCoveredBy(Asleep | Covered, Loose) && sequence.InsertInto(TodoToAddTo());

    /// <summary>Has a thread tried here, whatever it does, unless it is already.</summary>
    /// <param name="thread">The thread.</param>
    /// <returns>Whether it will be.</returns>
    public bool Ask(int thread)
    {
        bool isNew = !Explore.Asleep.Contains(Asleep | Covered, thread, Explore.Asleep.Any)
            && !_todo.Exists(branch => branch.Step.Thread == thread);
        if (isNew)
        {
            TodoToAddTo().Add(new WakeupBranch(new WakeupStep(thread, Explore.Asleep.Any, default), 0));
        }

        return isNew;
    }

    /// <summary>Goes on as a wake-up tree says.</summary>
    /// <param name="tree">The tree: not empty. Its first branch is taken, the others are still to be tried.</param>
    public void Follow(List<WakeupBranch> tree)
    {
        _todo = tree;
        WakeupBranch first = tree[0];
        tree.RemoveAt(0);
        Choose(first.Step.Thread);
        (IsFollowed, Below) = (true, first.Below);
        if (first.Step.Option != Explore.Asleep.Any)
        {
            (Option, IsFixed, IsAsked) = (first.Step.Option, true, first.Step.Step.Step.Kind == StepKind.Fault);
        }
    }

    /// <summary>Turns to what is still to be tried here.</summary>
    /// <returns>False if nothing is.</returns>
    public bool Advance()
    {
        if (HasOtherOption)
        {
            (Option, IsAsked) = (1, false);
            Below = Free;
            return true;
        }

        if (_todo.Count == 0)
        {
            return false;
        }

        Asleep |= Covered;
        Follow(_todo);
        return true;
    }

    /// <summary>Counts the switches up to here.</summary>
    /// <param name="parent">The choice before.</param>
    /// <param name="current">The thread that did the last step of the epoch; -1 before the first.</param>
    public void Count(SearchNode parent, int current)
    {
        bool switches = current >= 0 && Thread != current;
        bool preempts = switches && (Enabled & (1 << current)) != 0;
        Switches = parent.Switches + (switches ? 1 : 0);
        Preemptions = parent.Preemptions + (preempts ? 1 : 0);
    }

    /// <summary>Notes what the threads wait to do here, in the execution at hand.</summary>
    /// <param name="pending">The step of each thread that waits to go on.</param>
    public void Await(PendingStep?[] pending)
    {
        for (int thread = 0; thread < pending.Length; thread++)
        {
            Pending[thread] = pending[thread].GetValueOrDefault();
        }
    }

    private List<WakeupBranch> TodoToAddTo() => _todo = _todo == Free ? [] : _todo;

    private SearchNode Copy(List<WakeupBranch> todo, List<WakeupBranch> below) => new()
    {
        Thread = Thread,
        Enabled = Enabled,
        Asleep = Asleep,
        Loose = Loose,
        IsFollowed = IsFollowed,
        _todo = todo,
        Below = below,
        Option = Option,
        IsAsked = IsAsked,
        IsFixed = IsFixed,
        Preemptions = Preemptions,
        Switches = Switches,
    };
}
