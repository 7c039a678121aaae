using System.Globalization;
using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Scenarios;

/// <summary>What a scenario can do to the machine, beside the operations of the session service.</summary>
public enum MachineStep
{
    /// <summary>Nothing: it is an operation of the service.</summary>
    None,

    /// <summary><c>kexec</c>: serialize, and if that is Ok go on into the next kernel; nothing is deserialized. Ends the
    /// threads of this kernel wherever they are.</summary>
    Kexec,

    /// <summary><c>reboot</c>: the next kernel with what the image holds; no serialize.</summary>
    Reboot,

    /// <summary><c>corrupt KIND</c>, set-up only: corrupts the image in memory; see <see cref="Corruption"/>.</summary>
    Corrupt,
}

/// <summary>One operation of a scenario: of the session service, or a step of the machine.</summary>
public readonly record struct Operation
{
    private static readonly HashSet<SessionOperation> HeldUp = [.. SessionOperation.All.Where(operation => operation.WaitsWhileQuiesced())];

    /// <summary>An operation of the session service.</summary>
    /// <param name="service">Which.</param>
    /// <param name="name">The name, or the name of the session whose handle it takes: that which this thread, or else the
    /// set-up, got last; a handle that is not open if neither has one.</param>
    public Operation(SessionOperation service, ByteString name = default) => (Service, Name) = (service, name);

    private Operation(MachineStep machine, Corruption corruption = default) => (Machine, Corruption) = (machine, corruption);

    /// <summary>A kexec.</summary>
    public static Operation Kexec { get; } = new(MachineStep.Kexec);

    /// <summary>A reboot.</summary>
    public static Operation Reboot { get; } = new(MachineStep.Reboot);

    /// <summary>The operation of the service; null for a step of the machine.</summary>
    public SessionOperation? Service { get; }

    /// <summary>The step of the machine, if it is one.</summary>
    public MachineStep Machine { get; }

    /// <summary>The name, if it takes one.</summary>
    public ByteString Name { get; init; }

    /// <summary>The number, if it takes one: the token of a file, or what stands in the field <c>reserved</c>.</summary>
    public ulong Number { get; init; }

    /// <summary>The descriptor of a file, if it takes one; null, and only then, for that of the file with the number of the token.</summary>
    public FileDescriptor? Fd { get; init; }

    /// <summary>How the image is corrupted, if it is.</summary>
    public Corruption Corruption { get; }

    /// <summary>Whether it takes a name.</summary>
    public bool TakesName => Service is { Argument: not OperationArgument.None };

    /// <summary>Whether it waits while another thread has quiesced; a kexec begins with a serialize. What is no name is refused at once.</summary>
    public bool WaitsWhileQuiesced =>
        (Machine == MachineStep.Kexec ? SessionOperation.Serialize : Service) is { } service && HeldUp.Contains(service)
        && (service.Argument != OperationArgument.Name || ImmutableState.IsName(Name));

    /// <summary>Whether it closes a handle on a session of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether it does.</returns>
    public bool Closes(ByteString name) => Service is { Argument: OperationArgument.Handle } && Name == name;

    private string Word => Service?.Word ?? Words.Of(Machine);

    /// <summary>Corrupts the image.</summary>
    /// <param name="how">How.</param>
    /// <returns>The operation.</returns>
    public static Operation Corrupt(Corruption how) => new(MachineStep.Corrupt, how);

    /// <summary>Whether an operation is called so.</summary>
    /// <param name="word">Any text.</param>
    /// <returns>Whether one is.</returns>
    public static bool IsWord(string word) =>
        SessionOperation.Find(word) is not null || IsStep(word, out _);

    /// <summary>Reads an operation as a scenario writes it.</summary>
    /// <param name="text">Such as <c>create vm%20one</c>.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="error">What is wrong with the text, else empty.</param>
    /// <returns>False if the text is no operation.</returns>
    public static bool TryParse(string text, out Operation operation, out string error)
    {
        operation = default;
        error = "";
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string word = words.Length == 0 ? "" : words[0];
        string argument = words.Length > 1 ? words[1] : "";
        MachineStep step = MachineStep.None;
        if (SessionOperation.Find(word) is { } service)
        {
            operation = new Operation(service);
        }
        else if (IsStep(word, out step))
        {
            operation = new Operation(step);
        }
        else
        {
            error = $"'{word}' is no operation";
            return false;
        }

        bool takesArgument = operation.TakesName || step == MachineStep.Corrupt;
        bool takesNumber = operation.Service is { IsOnFiles: true };
        int most = operation.Service is { TakesFd: true } ? 4 : takesNumber ? 3 : takesArgument ? 2 : 1;
        if (words.Length > most)
        {
            error = $"too many words after '{word}'";
        }
        else if (operation.TakesName)
        {
            bool parsed = ByteString.TryParsePercent(argument, out ByteString name, out int at);
            error = parsed ? "" : $"'{argument}' has a malformed escape at character {at + 1}";
            ulong number = parsed && takesNumber ? NumberIn(words, operation.Service!, out error) : 0;
            FileDescriptor fd = FileDescriptor.Of(number);
            if (words.Length > 3 && error.Length == 0 && !FileDescriptor.TryParse(words[3], out fd))
            {
                error = $"'{words[3]}' is no file, want {FileDescriptor.Wanted}";
            }

            operation = operation with { Name = name, Number = number, Fd = fd.Beside(number) };
        }
        else if (step == MachineStep.Corrupt)
        {
            bool parsed = Words.TryParse(argument, out Corruption corruption);
            error = parsed ? "" : $"'{argument}' is no way to corrupt an image";
            operation = Corrupt(corruption);
        }

        return error.Length == 0;
    }

    /// <summary>As a scenario writes it.</summary>
    /// <returns>The text, which <see cref="TryParse"/> reads back.</returns>
    public override string ToString() => Machine == MachineStep.Corrupt ? $"{Word} {Words.Of(Corruption)}"
        : TakesName && Name.Length > 0 ? $"{Word} {Escaped(Name)}{NumberText}" : Word;

    private string NumberText => Service is { TakesToken: true } || Number != 0 ? $" {Number}{Fd?.After(Number)}" : "";

    /// <summary>The third word: a token must be there, <c>reserved</c> is 0 without one.</summary>
    private static ulong NumberIn(string[] words, SessionOperation service, out string error)
    {
        ulong number = 0;
        error = words.Length == 1 ? $"{service} needs the name of a session"
            : words.Length == 2 ? (service.TakesToken ? $"{service} needs a token" : "")
            : ulong.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out number) ? ""
            : $"'{words[2]}' is no number from 0 to {ulong.MaxValue}";
        return number;
    }

    private static bool IsStep(string word, out MachineStep step) =>
        Words.TryParse(word, out step) && step != MachineStep.None;

    /// <summary>A scenario splits its lines at these two.</summary>
    private static string Escaped(ByteString name) =>
        name.ToString().Replace("#", "%23", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
}
