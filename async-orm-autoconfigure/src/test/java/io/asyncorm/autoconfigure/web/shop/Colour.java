package io.asyncorm.autoconfigure.web.shop;

/**
 * What articles look like.
 */
public enum Colour {

	RED, BLUE

}
