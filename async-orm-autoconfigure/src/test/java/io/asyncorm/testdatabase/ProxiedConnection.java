package io.asyncorm.testdatabase;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.asyncorm.testdatabase.TcpProxy.Fault;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A connection through a {@link TcpProxy}, with a thread for each direction.
 */
final class ProxiedConnection {

	private static final Log logger = LogFactory.getLog(ProxiedConnection.class);

	/** PostgreSQL's code of a connection that cancels the statement of another one. */
	private static final int CANCEL = 80877102;

	private final TcpProxy proxy;

	private final Socket client;

	private final Socket server;

	private volatile Fault fault = Fault.NONE;

	ProxiedConnection(TcpProxy proxy, Socket client, Socket server) {
		this.proxy = proxy;
		this.client = client;
		this.server = server;
	}

	void start() {
		Thread.ofVirtual().start(() -> pump(this::toServer));
		Thread.ofVirtual().start(() -> pump(this::toClient));
	}

	private void pump(Direction direction) {
		try {
			direction.run();
		}
		catch (IOException ex) {
			logger.trace("A connection was closed", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			close(false);
		}
	}

	private void toServer() throws IOException, InterruptedException {
		byte[] packet = new byte[65_536];
		boolean first = true;
		for (int length = this.client.getInputStream().read(packet); length >= 0; length = this.client.getInputStream()
			.read(packet)) {
			if (first && isCancel(packet, length) && this.proxy.holdsCancels()) {
				this.client.close();
				this.proxy.awaitCancelDelivery();
			}
			first = false;
			this.proxy.awaitDelivery();
			Fault happening = this.proxy.takeFault(new String(packet, 0, length, StandardCharsets.ISO_8859_1));
			if (happening != Fault.NONE) {
				this.fault = happening;
			}
			if (this.fault == Fault.STALL_BEFORE) {
				this.proxy.faultHappened();
				this.proxy.stall();
				this.proxy.awaitDelivery();
				return;
			}
			this.server.getOutputStream().write(packet, 0, length);
		}
	}

	private static boolean isCancel(byte[] packet, int length) {
		return length >= 8 && ByteBuffer.wrap(packet).getInt(4) == CANCEL;
	}

	private void toClient() throws IOException, InterruptedException {
		byte[] packet = new byte[65_536];
		for (int length = this.server.getInputStream().read(packet); length >= 0; length = this.server.getInputStream()
			.read(packet)) {
			if (this.fault == Fault.CUT_AFTER) {
				this.proxy.faultHappened();
				return;
			}
			if (this.fault == Fault.STALL_AFTER) {
				this.fault = Fault.NONE;
				this.proxy.faultHappened();
				this.proxy.stall();
			}
			this.proxy.awaitDelivery();
			this.client.getOutputStream().write(packet, 0, length);
		}
	}

	/**
	 * Ends it.
	 * @param reset whether with a reset, as if nobody knew of it
	 */
	void close(boolean reset) {
		try (this.client; this.server) {
			if (reset) {
				this.client.setSoLinger(true, 0);
				this.server.setSoLinger(true, 0);
			}
		}
		catch (IOException ex) {
			logger.trace("A connection could not be closed", ex);
		}
		finally {
			this.proxy.ended(this);
		}
	}

	/** One of the two directions. */
	@FunctionalInterface
	private interface Direction {

		void run() throws IOException, InterruptedException;

	}

}
