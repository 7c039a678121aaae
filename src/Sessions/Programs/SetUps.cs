using System.Globalization;
using System.Text;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Programs;

/// <summary>What happens before the threads of a program start.</summary>
/// <param name="Capacity">The most sessions for the next kernel.</param>
/// <param name="Operations">The operations.</param>
/// <param name="State">The state that they lead to.</param>
internal sealed record SetUp(int Capacity, IReadOnlyList<Operation> Operations, SetUpState State);

/// <summary>The set-ups of an enumeration: one for each class of states that so many operations cannot tell apart.</summary>
/// <remarks>Two states are of one class if every sequence of so many operations gets the same answers in both, by the
/// specification; for programs that leave the kernel, what a thread of the next one is answered counts, too
/// (<see cref="ProgramBounds.ProbeOn"/>). The classes are found by partition refinement (Moore, Gedanken-experiments on sequential machines, 1956).
/// An image that nobody has looked at is told apart by how it was corrupted, and one without sessions from none: the specification does
/// not tell, the code may.</remarks>
internal sealed class SetUps
{
    private readonly int _capacity;
    private readonly int? _maxStates;
    private readonly SpecVariant _meaning;
    private readonly IReadOnlyList<Corruption> _corruptions;
    private readonly Operation[] _alphabet;
    private readonly Operation[] _probe;
    private readonly List<SetUpState> _states = [];
    private readonly Dictionary<SetUpState, int> _numbers = [];

    /// <summary>For each operation, the answer, what the next kernel tells if it leads there, and the state that it leads to; for the
    /// states up to some number.</summary>
    private readonly List<(string Answer, string Told, int Next)[]> _moves = [];

    /// <summary>How many states so many operations can lead to from a set-up: they have the lowest numbers.</summary>
    private readonly List<int> _within = [];

    /// <summary>The operations that lead to a state within so many kernels, for the states to which any do.</summary>
    private readonly List<(int State, IReadOnlyList<Operation> Run)> _reached = [];
    private readonly int[] _classes;
    private readonly int[] _toldApart;

    /// <summary>Finds the set-ups.</summary>
    /// <param name="bounds">What they are about.</param>
    /// <param name="design">The design that they are for: its operations, by its specification.</param>
    /// <param name="capacity">The most sessions for the next kernel.</param>
    /// <param name="operations">How many operations must not tell them apart.</param>
    /// <exception cref="TooManyStatesException">There are more states than allowed.</exception>
    public SetUps(ProgramBounds bounds, Design design, int capacity, int operations)
    {
        (_capacity, _maxStates) = (capacity, bounds.MaxStates);
        _meaning = design.Meaning;
        _corruptions = design.Corruptions(bounds.Files);
        _alphabet = [.. new Alphabet(design, bounds.Valid, noNames: [], bounds.Files, asksWrongly: false).Operations];
        _probe = bounds.ProbeOn(design);
        Reach(bounds.Kernels);
        _classes = Classes(operations, withNextKernel: false);
        _toldApart = Classes(operations, withNextKernel: true);
    }

    /// <summary>The first of each class that the next kernel tells apart, too, as it is reached. The first of a class that answers tell
    /// apart is among them.</summary>
    public IEnumerable<SetUp> All => _reached.DistinctBy(each => _toldApart[each.State])
        .Select(each => new SetUp(_capacity, each.Run, _states[each.State]));

    /// <summary>The class of a state.</summary>
    /// <param name="state">One that can be reached.</param>
    /// <param name="withNextKernel">Whether what the next kernel tells counts, too.</param>
    /// <returns>Its number.</returns>
    public int ClassOf(SetUpState state, bool withNextKernel) => (withNextKernel ? _toldApart : _classes)[_numbers[state]];

    /// <summary>Breadth first, so that the first run to a state is a shortest one.</summary>
    private void Reach(int kernels)
    {
        List<(int State, int Kernel, IReadOnlyList<Operation> Run)> open = [(Number(SetUpState.ColdBoot(_meaning, _capacity)), 1, [])];
        HashSet<(int, int)> seen = [(0, 1)];
        HashSet<int> reached = [];
        for (int i = 0; i < open.Count; i++)
        {
            (int state, int kernel, IReadOnlyList<Operation> run) = open[i];
            if (reached.Add(state))
            {
                _reached.Add((state, run));
            }

            foreach ((IReadOnlyList<Operation> way, SetUpState next) in Ways(_states[state]))
            {
                int then = kernel + (way[^1].Machine == MachineStep.None ? 0 : 1);
                int to = Number(next);
                if (then <= kernels && seen.Add((to, then)))
                {
                    open.Add((to, then, [.. run, .. way]));
                }
            }
        }
    }

    /// <summary>What a set-up can do next: an operation that succeeds, or a jump with a corrupted image.</summary>
    private IEnumerable<(IReadOnlyList<Operation> Way, SetUpState Next)> Ways(SetUpState state)
    {
        foreach (Operation operation in _alphabet.Where(state.IsPossible))
        {
            if (state.Perform(operation) is ({ Succeeded: true }, var next))
            {
                yield return ([operation], next);
            }
        }

        foreach (Corruption how in _corruptions)
        {
            if (state.PerformCorrupted(how) is { } corrupted)
            {
                yield return ([new Operation(SessionOperation.Serialize), Operation.Corrupt(how), Operation.Reboot], corrupted);
            }
        }
    }

    private (string, string, int) Move(SetUpState state, Operation operation) =>
        !state.IsPossible(operation) ? ("", "", -1)
        : state.Perform(operation) is not ({ } outcome, { } next) ? ("waits", "", -1)
        : (outcome.ToString(), operation.Machine != MachineStep.None && outcome.Succeeded ? Told(next) : "", Number(next));

    /// <summary>What a thread of the next kernel is answered that asks for all that was handed over.</summary>
    private string Told(SetUpState state)
    {
        var answers = new StringBuilder();
        foreach (Operation operation in _probe)
        {
            if (state.IsPossible(operation) && state.Perform(operation) is ({ } outcome, { } next))
            {
                answers.Append(CultureInfo.InvariantCulture, $"{operation} {outcome};");
                state = next;
            }
        }

        return answers.ToString();
    }

    private int StatesWithin(int operations)
    {
        while (_within.Count <= operations)
        {
            while (_within.Count > 0 && _moves.Count < _within[^1])
            {
                _moves.Add([.. _alphabet.Select(operation => Move(_states[_moves.Count], operation))]);
            }

            _within.Add(_states.Count);
        }

        return _within[operations];
    }

    private int[] Classes(int operations, bool withNextKernel)
    {
        int[] classes = [];
        for (int length = 0; length <= operations; length++)
        {
            // What so many operations can lead to from a set-up, when the others are done.
            int states = StatesWithin(operations - length);
            classes = [.. Enumerable.Range(0, states).Select(Refined(classes, withNextKernel))];
        }

        return classes;
    }

    /// <summary>The class of a state by one operation more than has told others apart so far; by none, if no classes are known.</summary>
    private Func<int, int> Refined(int[] classes, bool withNextKernel)
    {
        Dictionary<(HandedImage, string), int> numbers = [];
        return state =>
        {
            string moves = classes.Length == 0 ? "" : string.Join(',', _moves[state].Select(move =>
                $"{move.Answer}>{(withNextKernel ? move.Told : "")}{(move.Next < 0 ? -1 : classes[move.Next])}"));
            return numbers.TryGetValue((_states[state].Handed, moves), out int known) ? known : numbers[(_states[state].Handed, moves)] = numbers.Count;
        };
    }

    private int Number(SetUpState state)
    {
        if (!_numbers.TryGetValue(state, out int number))
        {
            if (_states.Count == _maxStates)
            {
                throw new TooManyStatesException(_states.Count);
            }

            _numbers.Add(state, number = _states.Count);
            _states.Add(state);
        }

        return number;
    }
}
