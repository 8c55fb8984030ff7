package io.asyncorm.held;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers each request with {@code ok}, and counts them.
 */
final class HttpAnswers implements AutoCloseable {

	private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
		.getBytes(StandardCharsets.US_ASCII);

	private final ServerSocket socket;

	private final AtomicInteger requests = new AtomicInteger();

	HttpAnswers() throws IOException {
		this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread.ofVirtual().start(this::serve);
	}

	String url() {
		return "http://localhost:" + this.socket.getLocalPort() + "/";
	}

	int requests() {
		return this.requests.get();
	}

	private void serve() {
		while (!this.socket.isClosed()) {
			try (Socket client = this.socket.accept()) {
				answer(client);
			}
			catch (IOException ex) {
				if (!this.socket.isClosed()) {
					throw new UncheckedIOException(ex);
				}
			}
		}
	}

	private void answer(Socket client) throws IOException {
		BufferedReader request = new BufferedReader(
				new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
		String line = request.readLine();
		while (line != null && !line.isEmpty()) {
			line = request.readLine();
		}
		this.requests.incrementAndGet();
		client.getOutputStream().write(ANSWER);
		client.getOutputStream().flush();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
