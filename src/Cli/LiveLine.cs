using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace LuoVerified.Cli;

/// <summary>Standard error with a line at the bottom that is drawn anew while something runs, if it is a terminal. What is written goes
/// above the line. At the end, and if a signal ends the program, the line is gone.</summary>
internal sealed class LiveLine : TextWriter
{
    /// <summary>ECMA-48: to the begin of the line, erase it.</summary>
    private const string Erase = "\r\e[K";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    private readonly Lock _gate = new();
    private readonly TextWriter _error;
    private readonly PosixSignalRegistration[] _signals;
    private long _drawn;
    private bool _isShown;
    private bool _isOver;

    /// <summary>Makes it; nothing is drawn yet.</summary>
    /// <param name="error">Standard error.</param>
    public LiveLine(TextWriter error)
    {
        _error = error;
        IsLive = error is TerminalWriter;
        _signals = !IsLive ? [] :
        [
            .. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM])
                .Select(signal => PosixSignalRegistration.Create(signal, _ => End())),
        ];
    }

    /// <summary>Whether there is a line; else what is shown is dropped, and only what is written is there.</summary>
    public bool IsLive { get; }

    /// <inheritdoc/>
    public override Encoding Encoding => _error.Encoding;

    /// <summary>Draws the line anew. Cheap if it was drawn a moment ago: then nothing happens.</summary>
    /// <param name="text">Makes the text; called if it is drawn.</param>
    public void Show(Func<string> text)
    {
        if (IsLive && Stopwatch.GetElapsedTime(Interlocked.Read(ref _drawn)) >= Pause)
        {
            Show(text());
        }
    }

    /// <summary>Draws the line anew.</summary>
    /// <param name="text">The text; what does not fit the terminal is cut.</param>
    public void Show(string text)
    {
        lock (_gate)
        {
            if (!IsLive || _isOver)
            {
                return;
            }

            string line = Printable.Of(text);
            int room = TerminalWriter.WidthOf(_error) - 1;
            _error.Write($"{Erase}{(line.Length <= room ? line : $"{line[..(room - 1)]}…")}");
            _error.Flush();
            _isShown = true;
            Interlocked.Exchange(ref _drawn, Stopwatch.GetTimestamp());
        }
    }

    /// <inheritdoc/>
    public override void Write(char value) => Write($"{value}");

    /// <summary>Writes whole lines above the live one.</summary>
    /// <param name="value">The lines.</param>
    public override void Write(string? value)
    {
        lock (_gate)
        {
            Hide();
            _error.Write(value);
        }
    }

    /// <inheritdoc/>
    public override void Flush() => _error.Flush();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            End();
            Array.ForEach(_signals, signal => signal.Dispose());
        }

        base.Dispose(disposing);
    }

    private void End()
    {
        lock (_gate)
        {
            Hide();
            _error.Flush();
            _isOver = true;
        }
    }

    private void Hide()
    {
        if (_isShown)
        {
            _error.Write(Erase);
            _isShown = false;
        }
    }
}
