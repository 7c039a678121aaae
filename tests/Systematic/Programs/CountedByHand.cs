using System.Collections.Immutable;
using LuoVerified.Abi;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Systematic.Tests.Programs;

/// <summary>Counts the programs of a size in the dumbest way: writes each one down, in each order of its threads and under each
/// name, beside all answers that could be had after its set-up, and counts what differs.</summary>
internal static class CountedByHand
{
    private static readonly string[] AllNames = ["a", "bb", "c"];
    private static readonly string[] NoNames = ["", new string('x', 64)];

    public static int Programs(ProgramSize size, int names, int kernels, int files = 0)
    {
        string[] valid = AllNames[..names];
        HashSet<string> programs = [];
        foreach (int capacity in Enumerable.Range(1, names - 1).Append(Limits.SessionCapacity))
        {
            List<After> reached = Reached(capacity, valid, kernels, files);
            foreach (bool leaves in (bool[])[false, true])
            {
                IEnumerable<(string Answers, After SetUp)> setUps = reached
                    .Select(state => ($"{capacity} {state.Handed} {Answers(state, size.All, leaves)}", state))
                    .DistinctBy(each => each.Item1);
                foreach ((string answers, After setUp) in setUps)
                {
                    foreach (Operation[][] threads in Tuples(Tuples(Operations(valid, size.Threads == 1 ? NoNames : NoNames[..1], asksWrongly: size.Threads == 1, files), size.Operations), size.Threads))
                    {
                        if (Array.Exists(threads, thread => Array.Exists(thread, Leaves)) == leaves && Meaning(threads, setUp) is { } meaning)
                        {
                            programs.Add(Renamed($"{leaves}\n\n{answers}\n\n{meaning}", valid));
                        }
                    }
                }
            }
        }

        return programs.Count;
    }

    /// <summary>What each thread does and gets, in whatever order the threads come; null if the program is not worth running.</summary>
    private static string? Meaning(Operation[][] threads, After setUp)
    {
        int heir = setUp.State.QuiescedBy is null ? -1 : Array.FindIndex(threads, thread => thread.Any(each => each.Service == SessionOperation.Resume));
        List<string> lines = [];
        for (int i = 0; i < threads.Length; i++)
        {
            Operation[] thread = threads[i];
            List<string> held = [];
            string gets = i == heir ? "the quiesce" : "";
            foreach (string name in setUp.Handles.Select(handle => handle.Name).Distinct().Order(StringComparer.Ordinal))
            {
                int closer = Array.FindIndex(threads, each => each.Contains(Close(name)));
                if (closer == i || (closer < 0 && thread.Any(each => AsksAnOpenSession(each) && $"{each.Name}" == name)))
                {
                    held.AddRange(setUp.Handles.Where(handle => handle.Name == name).Select(_ => name));
                    gets += $" {name}";
                }
            }

            foreach (Operation operation in thread)
            {
                string name = $"{operation.Name}";
                if ((operation.Service == SessionOperation.Close && !held.Remove(name))
                    || (AsksAnOpenSession(operation) && !held.Contains(name)))
                {
                    return null;
                }

                if (operation.Service is { Argument: OperationArgument.Name })
                {
                    held.Add(name);
                }
            }

            if (thread.SkipLast(1).Contains(Operation.Reboot))
            {
                return null;
            }

            lines.Add($"{string.Join("; ", thread)} | {gets}");
        }

        return WaitsForItself(setUp, setUp.State.QuiescedBy is null ? -1 : heir, [.. threads.Select(thread => thread.ToList())])
            ? null
            : string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>Whether in some order of the operations that are left, each refused or not, a thread waits for what it has quiesced.</summary>
    private static bool WaitsForItself(After at, int quiescer, List<Operation>[] left)
    {
        bool isQuiesced = at.State.QuiescedBy is not null;
        int[] next = [.. Enumerable.Range(0, left.Length).Where(i => left[i].Count > 0)];
        int[] able = [.. next.Where(i => !(isQuiesced && left[i][0].WaitsWhileQuiesced))];
        return next.Except(able).Contains(quiescer) || able.Any(i =>
        {
            List<Operation>[] then = [.. left.Select((thread, j) => j == i ? thread[1..] : thread)];
            Operation operation = left[i][0];
            List<After> after = operation.Service is Close || !at.Can(operation) || (operation.Service is Resume && i != quiescer) ? [at] : [];
            foreach (SpecFault fault in at.Can(operation) && !(operation.Service is Resume && i != quiescer) ? Enum.GetValues<SpecFault>() : [])
            {
                bool isOfFiles = $"{fault}".StartsWith("File", StringComparison.Ordinal) && fault != SpecFault.FileCreation;
                if (fault != SpecFault.CorruptImage && !(isOfFiles && at.Files == 0)
                    && at.Do(operation, fault) is var (outcome, state) && !(Leaves(operation) && outcome.Succeeded))
                {
                    after.Add(state);
                }
            }

            return after.Exists(state => WaitsForItself(
                state, state.State.QuiescedBy is null ? -1 : isQuiesced ? quiescer : i, then));
        });
    }

    private static bool Leaves(Operation operation) => operation.Machine != MachineStep.None;

    /// <summary>The first text in the order of texts, of those in which names of one length have changed places.</summary>
    private static string Renamed(string text, string[] names)
    {
        if (!names.Contains("c"))
        {
            return text;
        }

        string[] parts = text.Split("\n\n");
        string other = string.Join("\n\n", parts.Select(part => string.Join('\n', part.Split('\n').Select(Swapped).Order(StringComparer.Ordinal))));
        string same = string.Join("\n\n", parts.Select(part => string.Join('\n', part.Split('\n').Order(StringComparer.Ordinal))));
        return string.CompareOrdinal(same, other) < 0 ? same : other;

        static string Swapped(string line)
        {
            string[] words = [.. line.Split(' ').Select(word => word.TrimEnd(';') switch
            {
                "a" => word.Replace('a', 'c'),
                "c" => word.Replace('c', 'a'),
                _ => word,
            })];
            int bar = Array.IndexOf(words, "|");
            return bar < 0 ? string.Join(' ', words) : string.Join(' ', [.. words[..bar], "|", .. words[(bar + 1)..].Order(StringComparer.Ordinal)]);
        }
    }

    /// <summary>What so many operations in a row would answer, each sequence of them on a line; and if the next kernel counts, what is
    /// answered there to one who asks for everything.</summary>
    private static string Answers(After state, int operations, bool withNextKernel) =>
        string.Join('\n', Lines(state, "", operations, withNextKernel).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Lines(After state, string before, int left, bool withNextKernel)
    {
        if (left == 0)
        {
            return [before];
        }

        return Operations(state.Names, noNames: [], asksWrongly: false, state.Files).SelectMany(operation =>
        {
            string line = $"{before}{operation} ";
            return state.Can(operation) && state.Do(operation) is (var answer, var next)
                ? Lines(next, $"{line}{answer} {next.Handed} ", left - 1, withNextKernel)
                    .Concat(withNextKernel && Leaves(operation) && answer.Succeeded ? Told(next, $"{line}{answer} ") : [])
                : [$"{line}{(state.Can(operation) ? "waits" : "nothing")}"];
        });
    }

    /// <summary>What the next kernel tells of each name, each on a line.</summary>
    private static IEnumerable<string> Told(After state, string before) => state.Names.Select(name =>
    {
        (string line, After at) = ($"{before}then", state);
        foreach (Operation operation in Operations(state.Names, noNames: [], asksWrongly: false, state.Files)
            .Where(each => each.Service is Deserialize || (each.Service is Retrieve or RetrieveFd && $"{each.Name}" == name))
            .OrderBy(each => each.Service is Deserialize ? 0 : each.Service is Retrieve ? 1 : 2))
        {
            if (at.Can(operation) && at.Do(operation) is (var answer, var next))
            {
                (line, at) = ($"{line} {operation} {answer}", next);
            }
        }

        return line;
    });

    private static List<After> Reached(int capacity, string[] names, int kernels, int files)
    {
        List<(After State, int Kernel)> open = [(new After(SessionSpec.ColdBoot(capacity), [], "nothing", names, files), 1)];
        HashSet<string> seen = [];
        for (int i = 0; i < open.Count; i++)
        {
            (After state, int kernel) = open[i];
            foreach (Operation operation in Operations(names, noNames: [], asksWrongly: false, files).Where(state.Can))
            {
                int then = kernel + (operation.Machine == MachineStep.None ? 0 : 1);
                if (state.Do(operation) is ({ Succeeded: true }, var next) && then <= kernels && seen.Add($"{next} {then}"))
                {
                    open.Add((next, then));
                }
            }

            foreach (Corruption how in kernel < kernels ? Enum.GetValues<Corruption>() : [])
            {
                if (state.Corrupted(how) is { } next && seen.Add($"{next} {kernel + 1}"))
                {
                    open.Add((next, kernel + 1));
                }
            }
        }

        return [.. open.Select(each => each.State)];
    }

    private static IEnumerable<Operation> Operations(string[] names, string[] noNames, bool asksWrongly, int files)
    {
        foreach (string name in names)
        {
            yield return new Operation(SessionOperation.Create, ByteString.FromUtf8(name));
            yield return new Operation(SessionOperation.Retrieve, ByteString.FromUtf8(name));
            yield return Close(name);
        }

        ulong[] reserved = asksWrongly ? [0, 1] : [0];
        foreach (string name in files == 0 ? [] : names)
        {
            foreach (ulong number in reserved)
            {
                yield return new Operation(SessionOperation.Finish, ByteString.FromUtf8(name)) { Number = number };
                yield return new Operation(SessionOperation.GetName, ByteString.FromUtf8(name)) { Number = number };
            }

            foreach (FileDescriptor fd in asksWrongly ? [FileDescriptor.Closed, FileDescriptor.Unhandled] : Array.Empty<FileDescriptor>())
            {
                yield return new Operation(SessionOperation.PreserveFd, ByteString.FromUtf8(name)) { Number = 1, Fd = fd };
            }

            for (ulong token = 1; token <= (ulong)files; token++)
            {
                for (ulong file = 1; file <= token; file++)
                {
                    FileDescriptor? fd = file == token ? null : FileDescriptor.Of(file);
                    yield return new Operation(SessionOperation.PreserveFd, ByteString.FromUtf8(name)) { Number = token, Fd = fd };
                }

                yield return new Operation(SessionOperation.RetrieveFd, ByteString.FromUtf8(name)) { Number = token };
            }
        }

        yield return new Operation(SessionOperation.Serialize);
        yield return new Operation(SessionOperation.Abort);
        yield return new Operation(SessionOperation.Deserialize);
        yield return new Operation(SessionOperation.Quiesce);
        yield return new Operation(SessionOperation.Resume);
        yield return Operation.Kexec;
        yield return Operation.Reboot;
        foreach (string name in noNames)
        {
            yield return new Operation(SessionOperation.Create, ByteString.FromUtf8(name));
            yield return new Operation(SessionOperation.Retrieve, ByteString.FromUtf8(name));
        }
    }

    private static Operation Close(string name) => new(SessionOperation.Close, ByteString.FromUtf8(name));

    private static bool AsksAnOpenSession(Operation operation) => operation.Service is PreserveFd or RetrieveFd or Finish or GetName;

    private static IEnumerable<T[]> Tuples<T>(IEnumerable<T> of, int length) => length == 0
        ? [[]]
        : Tuples(of, length - 1).SelectMany(before => of.Select(next => (T[])[.. before, next]));

    /// <summary>A state of the specification with what a set-up holds.</summary>
    private sealed record After(SpecState State, ImmutableList<(string Name, int Number)> Handles, string Handed, string[] Names, int Files)
    {
        public bool Can(Operation operation) =>
            (operation.Service != SessionOperation.Close && !AsksAnOpenSession(operation)) || Handles.Exists(handle => handle.Name == $"{operation.Name}");

        public (Outcome Outcome, After Next)? Do(Operation operation, SpecFault fault = SpecFault.None)
        {
            if (operation.Machine == MachineStep.Kexec)
            {
                (Outcome, After)? serialized = Do(new Operation(SessionOperation.Serialize), fault);
                return serialized is ({ Succeeded: true }, var frozen) ? frozen.Do(Operation.Reboot) : serialized;
            }

            (string Name, int Number) handle = operation.Service == SessionOperation.Close || AsksAnOpenSession(operation)
                ? Handles.FindLast(each => each.Name == $"{operation.Name}")
                : ($"{operation.Name}", 1 + Handles.Select(each => each.Number).DefaultIfEmpty().Max());
            SpecOperation meant = operation.Machine == MachineStep.Reboot ? Jump.Instance : operation.Service!;
            if (SessionSpec.Apply(State, new SpecAction(meant, operation.Name, handle.Number, Thread: 7, fault, operation.Number, operation.Fd)) is not ({ } outcome, { } next))
            {
                return null;
            }

            ImmutableList<(string Name, int Number)> handles = operation.Machine == MachineStep.Reboot ? []
                : operation.Service == SessionOperation.Close ? Handles.Remove(handle)
                : meant.Argument == OperationArgument.Name && outcome.Succeeded ? Handles.Add(handle)
                : Handles;
            string handed = operation.Machine == MachineStep.Reboot ? "an image" : next.Deserialized is null ? Handed : "nothing";
            return (outcome, new After(next, handles, handed, Names, Files));
        }

        public After? Corrupted(Corruption how) =>
            State.Outgoing.Length >= (how == Sessions.Scenarios.Corruption.Duplicate ? 2 : how == Sessions.Scenarios.Corruption.Count ? 0 : 1)
            && State.Files.Count(file => file.Place == FilePlace.Outgoing) >= (
                how == Sessions.Scenarios.Corruption.FileToken ? 2 : $"{how}".StartsWith("File", StringComparison.Ordinal) ? 1 : 0)
            && Do(new Operation(SessionOperation.Serialize)) is ({ Succeeded: true }, var frozen)
            && SessionSpec.Apply(frozen.State, new SpecAction(Jump.Instance, Fault: SpecFault.CorruptImage)) is (_, { } next)
                ? new After(next, [], $"{how}", Names, Files)
                : null;

        /// <summary>Equal for equal futures.</summary>
        public override string ToString() =>
            $"{string.Join(' ', State.Outgoing.Select(session => $"{session.Name}{Place(session.Handle)}"))}"
            + $"/{string.Join(' ', State.Incoming.Select(session => $"{session.Name}{Place(session.Handle)}{session.Retrieved}"))}"
            + $"/{string.Join(' ', State.HandedOver)}/{State.HandOverCorrupt}/{State.Deserialized}/{State.Frozen}/{State.QuiescedBy}"
            + $"/{string.Join(' ', State.Image)}/{Handed}"
            + $"/{string.Join(' ', State.Files.Select(file => $"{file.Place}{file}"))}";

        /// <summary>Which of the handles on its name it is, the last one first.</summary>
        private string Place(int number)
        {
            if (number == 0)
            {
                return "";
            }

            string name = Handles.Single(handle => handle.Number == number).Name;
            return $"({Handles.FindAll(handle => handle.Name == name).FindIndex(handle => handle.Number == number)})";
        }
    }
}
