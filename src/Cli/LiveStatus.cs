using System.Runtime.InteropServices;
using Spectre.Console;

namespace LuoVerified.Cli;

/// <summary>A line on the terminal behind standard error that is drawn anew while something runs.</summary>
internal static class LiveStatus
{
    /// <summary>ECMA-48: to the begin of the line, erase what follows; DEC mode 25: the cursor is visible.</summary>
    private const string Restore = "\r\e[0J\e[?25h";

    /// <summary>Runs something under the line. A signal that ends the program leaves the terminal as it was.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="first">What the line says first.</param>
    /// <param name="work">What to run; given the line.</param>
    /// <returns>What came of it.</returns>
    public static T Run<T>(string first, Func<StatusContext, T> work)
    {
        using PosixSignalRegistration interrupted = RestoreOn(PosixSignal.SIGINT);
        using PosixSignalRegistration quit = RestoreOn(PosixSignal.SIGQUIT);
        using PosixSignalRegistration terminated = RestoreOn(PosixSignal.SIGTERM);
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Status().Start(first, work);
    }

    /// <summary>Goes before what the signal does anyway.</summary>
    private static PosixSignalRegistration RestoreOn(PosixSignal signal) =>
        PosixSignalRegistration.Create(signal, _ => Console.Error.Write(Restore));
}
