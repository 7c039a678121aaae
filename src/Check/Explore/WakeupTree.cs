using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>A step of a sequence that is to be tried.</summary>
/// <param name="Thread">Whose.</param>
/// <param name="Option">What it gets if it is a request: 0 granted, 1 refused, <see cref="Asleep.Any"/> if both are
/// to be tried.</param>
/// <param name="Step">The step; its targets are those of the run that the sequence was made from.</param>
internal readonly record struct WakeupStep(int Thread, int Option, PendingStep Step);

/// <summary>A node of a wake-up tree: a choice that is to be made.</summary>
/// <param name="step">The step that is to be chosen.</param>
/// <param name="known">How many targets had appeared before the choice at which it was asked for.</param>
internal sealed class WakeupBranch(WakeupStep step, int known)
{
    /// <summary>How many targets had appeared before the choice at which it was asked for: these have the same
    /// numbers in every run that comes here.</summary>
    public int Known => known;

    /// <summary>The step that is to be chosen.</summary>
    public WakeupStep Step => step;

    /// <summary>What is to be chosen next, in this order; empty if that is free.</summary>
    public List<WakeupBranch> Below { get; private init; } = [];

    /// <summary>The same trees, for another search.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="isFree">Whether requests get both answers in them, whatever the sequences say.</param>
    public static List<WakeupBranch> Copy(List<WakeupBranch> trees, bool isFree)
    {
        if (trees.Count == 0)
        {
            return [];
        }

        IEnumerable<WakeupBranch> kept = isFree ? trees.DistinctBy(tree => tree.Step.Thread) : trees;
        return [.. kept.Select(tree => new WakeupBranch(isFree ? tree.Step with { Option = Asleep.Any } : tree.Step, tree.Known)
        {
            Below = Copy(tree.Below, isFree),
        })];
    }
}

/// <summary>A sequence of steps that has to be covered at some choice.</summary>
/// <param name="steps">The steps, in an order in which they can happen.</param>
/// <param name="waiting">What each thread waits to do at the choice, in the run that the steps are taken from.</param>
/// <param name="known">How many targets have appeared before the choice.</param>
internal sealed class WakeupSequence(List<WakeupStep> steps, PendingStep[] waiting, int known)
{
    /// <summary>The threads that have gone on since, while the sequence was followed down a tree.</summary>
    private int _moved;

    /// <summary>Whether a step that sleeps covers it: one that can begin it, or that depends on nothing in it (weak
    /// initials).</summary>
    /// <param name="asleep">What sleeps at the choice.</param>
    /// <param name="loose">What of it covers only what it can begin: see <see cref="SearchNode.Loose"/>.</param>
    /// <returns>True if it does.</returns>
    public bool IsCoveredBy(int asleep, int loose)
    {
        for (int thread = 0; thread < waiting.Length; thread++)
        {
            int bits = Asleep.Bits(thread);
            int at = IndexOf(thread);
            if ((asleep & bits) != 0 && Begins(at, waiting[thread])
                && (at < 0 ? (loose & bits) == 0 : Asleep.Contains(asleep, thread, steps[at].Option)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds the sequence to a tree, unless the tree covers it: what comes after a leaf is free.</summary>
    /// <param name="tree">The choices that are to be made first.</param>
    /// <returns>Whether it was added.</returns>
    public bool InsertInto(List<WakeupBranch> tree)
    {
        while (steps.Count > 0)
        {
            int next = 0;
            while (next < tree.Count && !Takes(tree[next]))
            {
                next++;
            }

            if (next == tree.Count)
            {
                Append(tree);
                return true;
            }

            tree = tree[next].Below;
            if (tree.Count == 0)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether a branch can begin the sequence, or depends on nothing in it; takes its step off.</summary>
    private bool Takes(WakeupBranch branch)
    {
        (int thread, int option, PendingStep step) = branch.Step;
        int at = IndexOf(thread);
        bool begins = at < 0 && (_moved & (1 << thread)) != 0
            ? IsFreeOf(step, branch.Known)
            : Begins(at, waiting[thread]);
        if (!begins || (at >= 0 && option != Asleep.Any && option != steps[at].Option))
        {
            return false;
        }

        _moved |= 1 << thread;
        if (at >= 0)
        {
            steps.RemoveAt(at);
        }

        return true;
    }

    /// <summary>Whether nothing in the sequence depends on a step of another run.</summary>
    private bool IsFreeOf(in PendingStep other, int seen)
    {
        foreach (WakeupStep each in steps)
        {
            if (Footprint.MayConflict(each.Step, other, seen))
            {
                return false;
            }
        }

        return true;
    }

    private void Append(List<WakeupBranch> tree)
    {
        foreach (WakeupStep step in steps)
        {
            var branch = new WakeupBranch(step, known);
            tree.Add(branch);
            tree = branch.Below;
        }
    }

    /// <summary>The first step of a thread in the sequence; -1 if it has none.</summary>
    private int IndexOf(int thread)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Thread == thread)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a step depends on nothing that comes before it in the sequence.</summary>
    /// <param name="at">Its place; -1 if it is not part of the sequence, and comes after all of it.</param>
    /// <param name="other">The step in this case.</param>
    private bool Begins(int at, in PendingStep other)
    {
        PendingStep step = at < 0 ? other : steps[at].Step;
        for (int i = 0; i < (at < 0 ? steps.Count : at); i++)
        {
            if (Footprint.Conflict(steps[i].Step, step))
            {
                return false;
            }
        }

        return true;
    }
}
