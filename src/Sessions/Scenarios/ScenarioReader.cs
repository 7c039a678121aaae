using System.Globalization;
using LuoVerified.Abi;
using LuoVerified.Check.Races;
using LuoVerified.Core;
using LuoVerified.Impl;

namespace LuoVerified.Sessions.Scenarios;

/// <summary>Reads the lines of one scenario, one after the other.</summary>
/// <param name="source">What to call the text in messages.</param>
internal sealed class ScenarioReader(string source)
{
    /// <summary>So that every run that ends stays below the 10,000 steps at which it counts as one that does not: at the
    /// most 8,778, of 123 creates in the set-up and 66 serializes with an abort each on the design as posted.</summary>
    private const int MaxCalls = 256;

    private readonly Dictionary<FaultSite, int> _faults = [];
    private readonly Dictionary<string, Expectation> _expectations = [];
    private readonly Dictionary<string, IReadOnlyList<Race>> _races = [];
    private readonly Dictionary<string, IReadOnlyList<ExpectedAnswers>> _answers = [];

    /// <summary>What stands in lines <c>exists</c>, each with the number of its line: read once all threads are known.</summary>
    private readonly List<(int Line, string Text)> _exists = [];
    private readonly List<Operation> _setup = [];
    private readonly List<List<IReadOnlyList<Operation>>> _phases = [[]];
    private readonly HashSet<string> _once = [];
    private string? _name;
    private string? _summary;
    private int _capacity = Limits.SessionCapacity;
    private int _line;

    /// <summary>Reads a line.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="line">What it says, without a comment; not empty.</param>
    /// <exception cref="FormatException">It says nothing that a scenario may say.</exception>
    public void Line(int number, string line)
    {
        _line = number;
        string[] parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        string rest = parts.Length > 1 ? parts[1] : "";
        switch (parts[0])
        {
            case "scenario" or "summary" or "capacity" when !_once.Add(parts[0]):
                throw Error($"a second line '{parts[0]}'");
            case "scenario":
                _name = Name(rest);
                break;
            case "summary":
                _summary = rest.Length > 0 ? rest : throw Error("a summary is missing");
                break;
            case "capacity":
                _capacity = Number(rest, 1, Limits.SessionCapacity);
                break;
            case "faults":
                Faults(rest);
                break;
            case "setup":
                _setup.AddRange(Operations(rest));
                break;
            case "thread":
                Thread(rest);
                break;
            case "next" when rest == "kernel":
                _phases.Add([]);
                break;
            case "expect":
                Expect(rest);
                break;
            case "race":
                Races(rest);
                break;
            case "exists":
                _exists.Add((number, rest));
                break;
            default:
                throw Error($"'{parts[0]}' is no keyword of a scenario");
        }
    }

    /// <summary>The lines were all.</summary>
    /// <param name="lastLine">How many there were.</param>
    /// <returns>The scenario.</returns>
    /// <exception cref="FormatException">Something is missing.</exception>
    public Scenario Finish(int lastLine)
    {
        _line = lastLine;
        if (_name is null)
        {
            throw Error("the line 'scenario NAME' is missing");
        }

        if (_phases.Any(phase => phase.Count == 0))
        {
            throw Error("a kernel has no thread");
        }

        foreach ((int line, string text) in _exists)
        {
            _line = line;
            Exists(text);
        }

        _line = lastLine;
        if (!Scenario.CorruptIsHandedOver(_setup))
        {
            throw Error("corrupt stands between serialize and reboot");
        }

        int calls = _setup.Concat(_phases.SelectMany(phase => phase.SelectMany(thread => thread)))
            .Sum(operation => operation.Machine == MachineStep.Kexec ? 2 : 1);
        if (calls > MaxCalls)
        {
            throw Error($"{calls} calls; a run has at most {MaxCalls}, a kexec being two");
        }

        return new Scenario
        {
            Name = _name,
            Summary = _summary ?? throw Error("the line 'summary ...' is missing"),
            Capacity = _capacity,
            Faults = _faults,
            Setup = _setup,
            Phases = [.. _phases.Select(phase => (IReadOnlyList<IReadOnlyList<Operation>>)phase)],
            Expectations = _expectations,
            Races = _races,
            Answers = _answers,
        };
    }

    private string Name(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? text
            : throw Error($"'{text}' is no name of a scenario (lower case letters, digits, hyphens)");

    private int Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw Error($"'{text}' is no number from {least} to {most}");

    private void Faults(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        FaultSite site = FaultSites.Known.FirstOrDefault(each => each.Name == words[0]);
        if (words.Length != 2 || site == default)
        {
            throw Error($"'{text}' is no fault site ({string.Join(", ", FaultSites.Known)}) and number");
        }

        if (!_faults.TryAdd(site, Number(words[1], 1, 100)))
        {
            throw Error($"a second line 'faults {words[0]}'");
        }
    }

    private List<Operation> Operations(string text)
    {
        List<Operation> operations = [];
        foreach (string part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            operations.Add(Operation.TryParse(part, out Operation operation, out string error) ? operation : throw Error(error));
        }

        return operations.Count > 0 ? operations : throw Error("an operation is missing");
    }

    private void Thread(string text)
    {
        List<Operation> operations = Operations(text);
        if (operations.Any(operation => operation.Machine == MachineStep.Corrupt))
        {
            throw Error("corrupt belongs into the set-up");
        }

        if (_phases[^1].Count == Scenario.MaxThreads)
        {
            throw Error($"more than {Scenario.MaxThreads} threads in a kernel");
        }

        _phases[^1].Add(operations);
    }

    private void Expect(string text)
    {
        string[] parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || parts[0].Length == 0)
        {
            throw Error("an expectation reads 'expect DESIGN: pass' or 'expect DESIGN: CHECK, ...; also CHECK, ...'");
        }

        if (!Expectation.TryParse(parts[1], out Expectation expected, out string error))
        {
            throw Error(error);
        }

        if (!_expectations.TryAdd(parts[0], expected))
        {
            throw Error($"a second expectation for '{parts[0]}'");
        }
    }

    private void Races(string text)
    {
        string[] parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        if (parts[0].Length == 0 || parts.Length != 2 || Race.Parse(parts[1], Operation.IsWord) is not { } race)
        {
            throw Error("a race reads 'race DESIGN: FIELD: read in OP | write in OP', and one of the two writes");
        }

        IReadOnlyList<Race> known = _races.GetValueOrDefault(parts[0], []);
        _races[parts[0]] = known.Contains(race) ? throw Error($"a second line 'race {parts[0]}: {race}'") : [.. known, race];
    }

    private void Exists(string text)
    {
        string[] parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        if (!ExpectedAnswers.TryParse(parts is [{ Length: > 0 }, var stated] ? stated : "", _phases, out ExpectedAnswers answers, out string error))
        {
            throw Error(error);
        }

        IReadOnlyList<ExpectedAnswers> known = _answers.GetValueOrDefault(parts[0], []);
        _answers[parts[0]] = known.Any(each => $"{each}" == $"{answers}") ? throw Error($"a second line 'exists {parts[0]}: {answers}'") : [.. known, answers];
    }

    private FormatException Error(string reason) => new($"{source}:{_line}: {reason}");
}
