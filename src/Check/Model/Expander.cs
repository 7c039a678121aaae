using System.Numerics;
using System.Threading;

namespace LuoVerified.Check.Model;

/// <summary>One thread's part of an exploration: expands states, checks them, adds what they lead to.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <typeparam name="TRules">What is checked.</typeparam>
/// <param name="model">The model.</param>
/// <param name="rules">What is checked.</param>
/// <param name="canonical">Which states count as one.</param>
/// <param name="set">Where states are found and added.</param>
internal sealed class Expander<T, TRules>(
    IModel<T> model, TRules rules, ICanonical<T> canonical, StateSet<T> set)
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    where TRules : struct, IModelRules<T>
{
    private const int Batch = 512;

    private readonly IModel<T> _model = model;
    private readonly TRules _rules = rules;
    private readonly bool _renames = !canonical.IsIdentity;
    private readonly StateSet<T>.Writer _writer = set.NewWriter();
    private readonly Successors<T> _next = new(Batch + model.MaxSuccessors);
    private readonly ulong[] _hashes = new ulong[Batch + model.MaxSuccessors];
    private readonly uint[] _slots = new uint[Batch + model.MaxSuccessors];
    private long _added;

    /// <summary>Transitions so far.</summary>
    public long Transitions { get; private set; }

    /// <summary>States added so far, as of the last stretch; any thread may ask.</summary>
    public long Added => Volatile.Read(ref _added);

    /// <summary>Whether there was no room for a state.</summary>
    public bool IsFull => _writer.Full;

    /// <summary>Goals reached so far: see <see cref="ModelGoals"/>.</summary>
    public ulong Reached { get; private set; }

    /// <summary>Answers that are still to be looked for.</summary>
    public ulong Wanted { get; set; }

    /// <summary>The first breach found, in the order of <see cref="Breach{T}.IsBefore"/>.</summary>
    public Breach<T>? Breach { get; private set; }

    /// <summary>Adds the initial state.</summary>
    public void Begin()
    {
        T state = canonical.Of(_model.Initial);
        _writer.Add(state, StateHash.Of(state));
        _added = _writer.Count;
    }

    /// <summary>Expands some states.</summary>
    /// <param name="stretch">The states.</param>
    /// <param name="isFull">Whether there is no room for what they lead to.</param>
    public void Expand(Stretch stretch, bool isFull)
    {
        unchecked
        {
            _writer.Full = isFull;
            for (int i = 0; i < stretch.Count; i++)
            {
                Expand(set[stretch.First + (uint)i]);
                if (_next.Count >= Batch)
                {
                    Flush();
                }
            }

            Flush();
            Volatile.Write(ref _added, _writer.Count);
        }
    }

    /// <summary>Makes known what was added; before the set grows.</summary>
    public void Publish() => _writer.Publish();

    /// <summary>Takes the states out that were added since the last call.</summary>
    public List<Stretch> TakeAdded() => _writer.TakeAdded();

    private void Expand(T state)
    {
        if (_rules.BrokenBy(state) is >= 0 and var broken)
        {
            Note(new Breach<T>(BreachKind.State, broken, state));
            return;
        }

        if (Wanted != 0)
        {
            ulong answers = _model.Answers(state) & Wanted;
            Reached |= answers;
            Wanted &= ~answers;
        }

        int first = _next.Count;
        _model.Expand(state, _next);
        Check(state, first);
    }

    private void Check(T state, int first)
    {
        unchecked
        {
            int count = _next.Count;
            Span<T> next = _next.States;
            ulong kinds = 0;
            for (int i = first; i < count; i++)
            {
                int kind = _next.KindOf(i);
                kinds |= 1UL << kind;
                if (_rules.BrokenBy(state, kind, next[i]) is >= 0 and var broken)
                {
                    Note(new Breach<T>(BreachKind.Transition, broken, state, _next.MoveTo(i), next[i]));
                }

                if (_renames)
                {
                    next[i] = canonical.Of(next[i]);
                }
            }

            Reached |= kinds;
            Transitions += count - first;
            if (count == first)
            {
                Note(new Breach<T>(BreachKind.Deadlock, -1, state));
            }
        }
    }

    private void Flush()
    {
        _writer.AddAll(_next.States, _hashes, _slots);
        _next.Truncate(0);
    }

    private void Note(Breach<T> breach)
    {
        if (Breach is not { } best || breach.IsBefore(best))
        {
            Breach = breach;
        }
    }
}
