using System.Numerics;

namespace LuoVerified.Check.Model;

/// <summary>One thread's part of an exploration: expands states, checks them, adds what they lead to.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <typeparam name="TModel">The model.</typeparam>
internal sealed class Worker<T, TModel>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    where TModel : IModel<T>
{
    private const int Batch = 512;

    private readonly TModel _model;
    private readonly Rules<T> _rules;
    private readonly Canonical<T> _canonical;
    private readonly bool _renames;
    private readonly StateSet<T> _set;
    private readonly Successors<T> _next = new(Batch + Successors<T>.MaxPerState);
    private readonly ulong[] _hashes = new ulong[Batch + Successors<T>.MaxPerState];
    private readonly uint[] _slots = new uint[Batch + Successors<T>.MaxPerState];

    /// <summary>Makes a worker.</summary>
    public Worker(TModel model, Rules<T> rules, Canonical<T> canonical, StateSet<T> set)
    {
        _model = model;
        _rules = rules;
        _canonical = canonical;
        _renames = canonical.Symmetry != Symmetry.None;
        _set = set;
        Writer = set.NewWriter();
    }

    /// <summary>Where it adds.</summary>
    public StateSet<T>.Writer Writer { get; }

    /// <summary>Transitions so far.</summary>
    public long Transitions { get; private set; }

    /// <summary>Goals reached so far: bits of transitions and of <see cref="Goals"/>.</summary>
    public ulong Reached { get; private set; }

    /// <summary>Answers that are still to be looked for.</summary>
    public ulong Wanted { get; set; }

    /// <summary>The first breach found since the level began, in the order of <see cref="Breach{T}.IsBefore"/>.</summary>
    public Breach<T>? Breach { get; private set; }

    /// <summary>Adds the initial state.</summary>
    public void Begin() => Add(_canonical.Of(_model.Initial));

    /// <summary>Expands some states.</summary>
    public void Expand(Stretch stretch)
    {
        unchecked
        {
            for (int i = 0; i < stretch.Count; i++)
            {
                T state = _set[stretch.First + (uint)i];
                int broken = _rules.BrokenBy(state);
                if (broken >= 0)
                {
                    Note(new Breach<T>(BreachKind.State, broken, state));
                    continue;
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
                if (_next.Count >= Batch)
                {
                    Flush();
                }
            }

            Flush();
        }
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
                MoveKind kind = _next.KindOf(i);
                kinds |= 1UL << (int)kind;
                int broken = _rules.BrokenBy(state, kind, next[i]);
                if (broken >= 0)
                {
                    Note(new Breach<T>(BreachKind.Transition, broken, state, _next.MoveTo(i), next[i]));
                }

                if (_renames)
                {
                    next[i] = _canonical.Of(next[i]);
                }
            }

            Reached |= kinds;
            Transitions += count - first;
            if (count == first)
            {
                Note(new Breach<T>(BreachKind.Deadlock, 0, state));
            }
        }
    }

    private void Add(T state) => Writer.Add(state, StateCode<T>.Hash(state));

    private void Flush()
    {
        Writer.AddAll(_next.States, _hashes, _slots);
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
