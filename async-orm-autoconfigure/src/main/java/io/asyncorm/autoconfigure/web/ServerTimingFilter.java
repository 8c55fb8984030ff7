package io.asyncorm.autoconfigure.web;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import io.asyncorm.async.MeteredCode;
import io.asyncorm.plan.StatementMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts the statements of a request, and says so in its response. That is done when the
 * body begins, as afterwards it may be too late; where there is none, at the end. What
 * goes on asynchronously, or is answered by an error page, is one request.
 */
final class ServerTimingFilter extends OncePerRequestFilter implements Ordered {

	private static final String ATTRIBUTE = StatementMeter.class.getName();

	/** Outside of those that may send statements, such as who looks up a user. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 10;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		StatementMeter meter = meter(request);
		TimedResponse timed = new TimedResponse(response, meter);
		StatementMeter outer = MeteredCode.enter(meter);
		try {
			chain.doFilter(request, timed);
		}
		finally {
			MeteredCode.enter(outer);
			if (!isAsyncStarted(request)) {
				timed.tell();
			}
		}
	}

	/** That of the request, which is dispatched several times. */
	private static StatementMeter meter(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof StatementMeter begun) {
			return begun;
		}
		StatementMeter meter = new StatementMeter();
		request.setAttribute(ATTRIBUTE, meter);
		return meter;
	}

	/** What a controller returns as a {@code Callable} is called on another thread. */
	static final class OfCallables implements CallableProcessingInterceptor {

		@Override
		public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
			if (request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof StatementMeter meter) {
				MeteredCode.enter(meter);
			}
		}

		@Override
		public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object result) {
			MeteredCode.enter(null);
		}

	}

	/** Tells once, before anything is sent. */
	private static final class TimedResponse extends HttpServletResponseWrapper {

		private final StatementMeter meter;

		TimedResponse(HttpServletResponse response, StatementMeter meter) {
			super(response);
			this.meter = meter;
		}

		void tell() {
			if (!isCommitted() && !ServerTiming.isAmong(List.copyOf(getHeaders(ServerTiming.HEADER)))) {
				addHeader(ServerTiming.HEADER, ServerTiming.value(this.meter));
			}
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			tell();
			return super.getOutputStream();
		}

		@Override
		public PrintWriter getWriter() throws IOException {
			tell();
			return super.getWriter();
		}

		@Override
		public void flushBuffer() throws IOException {
			tell();
			super.flushBuffer();
		}

		@Override
		public void sendError(int status) throws IOException {
			tell();
			super.sendError(status);
		}

		@Override
		public void sendError(int status, String message) throws IOException {
			tell();
			super.sendError(status, message);
		}

		@Override
		public void sendRedirect(String location) throws IOException {
			tell();
			super.sendRedirect(location);
		}

		@Override
		public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
			tell();
			super.sendRedirect(location, status, clearBuffer);
		}

	}

}
